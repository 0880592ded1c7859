import type { RatingTexts } from '../late-texts.ts'

export const ratingTexts: RatingTexts = {
  rate: 'How was this chat?',
  rateScore: '# of 5',
  rateWord: 'Tell us more, if you like',
  rateSend: 'Send rating',
  rateThanks: 'Thank you for your rating',
}
