import type { MailTexts } from './texts.ts'

export const sv: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chatt'}: ${chatName ?? 'ett svar till dig'}`,
  intro: (site) => `Du har ett svar i din chatt${site === null ? '' : ` med ${site}`}:`,
  answerAbove: 'Skriv ditt svar ovanför den här raden',
  howToAnswer: 'Svara på det här mejlet, så syns dina ord i chatten.',
  openChat: 'Öppna chatten',
  linkNote: (hours) => `Länken öppnar din chatt en gång, inom ${hours} timmar: skicka den inte vidare.`,
  why: 'Du får det här mejlet eftersom du lämnade din adress i chatten.',
  stop: 'Inga fler mejl om den här chatten',
  someone: 'Support',
}
