import type { MailTexts } from '../texts.ts'

export const mailTexts: MailTexts = {
  leaveAddress: 'You needn’t wait here: leave your e-mail address, and we’ll also answer there.',
  address: 'E-mail address',
  keepAddress: 'Save',
  answersTo: 'If you leave, we’ll answer to #.',
  otherAddress: 'Change',
}
