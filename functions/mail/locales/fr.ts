import type { MailTexts } from './texts.ts'

export const fr: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'} : ${chatName ?? 'une réponse pour vous'}`,
  intro: (site) => `Vous avez une réponse dans votre chat${site === null ? '' : ` avec ${site}`} :`,
  answerAbove: 'Merci d’écrire votre réponse au-dessus de cette ligne',
  howToAnswer: 'Répondez à cet e-mail : votre message apparaîtra dans le chat.',
  openChat: 'Ouvrir le chat',
  linkNote: (hours) =>
    `Le lien ouvre votre chat une seule fois, pendant ${hours} heures : ne le transmettez pas.`,
  why: 'Vous recevez cet e-mail parce que vous avez laissé votre adresse dans le chat.',
  stop: 'Ne plus recevoir d’e-mails sur ce chat',
  someone: 'Support',
}
