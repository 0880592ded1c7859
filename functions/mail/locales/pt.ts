import type { MailTexts } from './texts.ts'

export const pt: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'uma resposta para si'}`,
  intro: (site) => `Tem uma resposta no seu chat${site === null ? '' : ` com ${site}`}:`,
  answerAbove: 'Por favor, escreva a sua resposta acima desta linha',
  howToAnswer: 'Responda a este e-mail e as suas palavras aparecem no chat.',
  openChat: 'Abrir o chat',
  linkNote: (hours) => `O link abre o seu chat uma só vez, durante ${hours} horas: não o partilhe.`,
  why: 'Recebe este e-mail porque deixou o seu endereço no chat.',
  stop: 'Não receber mais e-mails sobre este chat',
  someone: 'Apoio',
}
