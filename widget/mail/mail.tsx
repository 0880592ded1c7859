/** The part of the panel about e-mail: where an address is left, and what tells that a reply was seen in the chat. */
export { MailOffer } from '../components/MailOffer.tsx'
export { mailTexts as texts } from '../locales/en/mail.ts'
export { tellSeen } from './tell-seen.ts'
