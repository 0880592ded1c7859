import type { MailTexts } from './texts.ts'

export const it: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'una risposta per Lei'}`,
  intro: (site) => `Ha una risposta nella Sua chat${site === null ? '' : ` con ${site}`}:`,
  answerAbove: 'Scriva la Sua risposta sopra questa riga',
  howToAnswer: 'Risponda a questa e-mail e le Sue parole appariranno nella chat.',
  openChat: 'Aprire la chat',
  linkNote: (hours) => `Il link apre la chat una sola volta, entro ${hours} ore: non lo inoltri.`,
  why: 'Riceve questa e-mail perché ha lasciato il Suo indirizzo nella chat.',
  stop: 'Non ricevere più e-mail su questa chat',
  someone: 'Assistenza',
}
