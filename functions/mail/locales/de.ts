import type { MailTexts } from './texts.ts'

export const de: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'eine Antwort für Sie'}`,
  intro: (site) => `Sie haben eine Antwort in Ihrem Chat${site === null ? '' : ` mit ${site}`}:`,
  answerAbove: 'Bitte schreiben Sie Ihre Antwort über diese Zeile',
  howToAnswer: 'Antworten Sie auf diese E-Mail, und Ihre Worte erscheinen im Chat.',
  openChat: 'Chat öffnen',
  linkNote: (hours) =>
    `Der Link öffnet Ihren Chat einmal, innerhalb von ${hours} Stunden: Geben Sie ihn nicht weiter.`,
  why: 'Sie erhalten diese E-Mail, weil Sie im Chat Ihre Adresse hinterlassen haben.',
  stop: 'Keine E-Mails mehr zu diesem Chat',
  someone: 'Support',
}
