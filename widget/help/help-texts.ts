import { counted } from '../locales/count-text.ts'

/** The texts around articles; `#` is the place of a number, a search or a title. */
export interface HelpTexts {
  readonly help: string
  readonly back: string
  readonly search: string
  readonly articles: string
  readonly all: string
  /** Counted. */
  readonly found: string
  readonly nothing: string
  readonly ask: string
  /** Above those that the site suggests. */
  readonly questions: string
  readonly stuck: string
  /** Begins a message about an article. */
  readonly about: string
  readonly missing: string
  /** Opens the article's page of the website. */
  readonly page: string
  readonly recent: string
}

export const helpTexts: HelpTexts = {
  help: 'Help',
  back: 'Back',
  search: 'Search for help',
  articles: 'Articles',
  all: 'All articles',
  found: counted({ one: '# result', other: '# results' }),
  nothing: 'Nothing found for “#”',
  ask: 'Ask us',
  questions: 'Common questions',
  stuck: 'Still stuck?',
  about: 'About “#”: ',
  missing: 'This article isn’t here any more.',
  page: 'Open on the website',
  recent: 'Your recent chats',
}
