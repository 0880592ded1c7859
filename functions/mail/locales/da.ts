import type { MailTexts } from './texts.ts'

export const da: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'et svar til dig'}`,
  intro: (site) => `Du har et svar i din chat${site === null ? '' : ` med ${site}`}:`,
  answerAbove: 'Skriv dit svar over denne linje',
  howToAnswer: 'Svar på denne mail, så vises dine ord i chatten.',
  openChat: 'Åbn chatten',
  linkNote: (hours) => `Linket åbner din chat én gang, inden for ${hours} timer: giv det ikke videre.`,
  why: 'Du får denne mail, fordi du har efterladt din adresse i chatten.',
  stop: 'Ingen flere mails om denne chat',
  someone: 'Support',
}
