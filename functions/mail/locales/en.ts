import type { MailTexts } from './texts.ts'

export const en: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'an answer for you'}`,
  intro: (site) => `You have an answer in your chat${site === null ? '' : ` with ${site}`}:`,
  answerAbove: 'Please write your answer above this line',
  howToAnswer: 'Answer this mail, and your words appear in the chat.',
  openChat: 'Open the chat',
  linkNote: (hours) => `The link opens your chat once, within ${hours} hours: don’t pass it on.`,
  why: 'You get this mail because you left your address in the chat.',
  stop: 'No more mails about this chat',
  someone: 'Support',
}
