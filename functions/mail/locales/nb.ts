import type { MailTexts } from './texts.ts'

export const nb: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'et svar til deg'}`,
  intro: (site) => `Du har et svar i chatten din${site === null ? '' : ` med ${site}`}:`,
  answerAbove: 'Skriv svaret ditt over denne linjen',
  howToAnswer: 'Svar på denne e-posten, så vises ordene dine i chatten.',
  openChat: 'Åpne chatten',
  linkNote: (hours) => `Lenken åpner chatten din én gang, innen ${hours} timer: ikke gi den videre.`,
  why: 'Du får denne e-posten fordi du la igjen adressen din i chatten.',
  stop: 'Ingen flere e-poster om denne chatten',
  someone: 'Support',
}
