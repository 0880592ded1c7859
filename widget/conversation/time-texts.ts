/** The language of all words: dates and numbers are formatted in it. */
export const locale = 'en'

export const timeTexts = {
  justNow: 'just now',
  today: 'Today',
  yesterday: 'Yesterday',
} as const
