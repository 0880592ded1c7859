import type { MailTexts } from './texts.ts'

export const nl: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'een antwoord voor u'}`,
  intro: (site) => `U hebt een antwoord in uw chat${site === null ? '' : ` met ${site}`}:`,
  answerAbove: 'Schrijf uw antwoord boven deze regel',
  howToAnswer: 'Beantwoord deze e-mail, en uw woorden verschijnen in de chat.',
  openChat: 'Chat openen',
  linkNote: (hours) => `De link opent uw chat één keer, binnen ${hours} uur: geef hem niet door.`,
  why: 'U krijgt deze e-mail omdat u uw adres in de chat hebt achtergelaten.',
  stop: 'Geen e-mails meer over deze chat',
  someone: 'Support',
}
