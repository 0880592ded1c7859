import type { MailTexts } from './texts.ts'

export const es: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'una respuesta para usted'}`,
  intro: (site) => `Tiene una respuesta en su chat${site === null ? '' : ` con ${site}`}:`,
  answerAbove: 'Por favor, escriba su respuesta encima de esta línea',
  howToAnswer: 'Responda a este correo y sus palabras aparecerán en el chat.',
  openChat: 'Abrir el chat',
  linkNote: (hours) => `El enlace abre su chat una sola vez, durante ${hours} horas: no lo comparta.`,
  why: 'Recibe este correo porque dejó su dirección en el chat.',
  stop: 'No recibir más correos sobre este chat',
  someone: 'Soporte',
}
