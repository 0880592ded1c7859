import type { MailTexts } from './texts.ts'

export const tr: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Sohbet'}: ${chatName ?? 'size bir yanıt'}`,
  intro: (site) => `Sohbetinizde bir yanıtınız var${site === null ? '' : ` – ${site}`}:`,
  answerAbove: 'Lütfen yanıtınızı bu satırın üstüne yazın',
  howToAnswer: 'Bu e-postayı yanıtlayın; yazdıklarınız sohbette görünür.',
  openChat: 'Sohbeti aç',
  linkNote: (hours) => `Bağlantı sohbetinizi ${hours} saat içinde bir kez açar: başkasına vermeyin.`,
  why: 'Bu e-postayı, sohbette adresinizi bıraktığınız için alıyorsunuz.',
  stop: 'Bu sohbet hakkında başka e-posta gönderilmesin',
  someone: 'Destek',
}
