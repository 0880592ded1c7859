/** The part of the panel where an e-mail address is left. */
export { MailOffer } from '../components/MailOffer.tsx'
export { mailTexts as texts } from '../locales/en/mail.ts'
