import { counted } from '../count-text.ts'
import type { LateTexts } from '../late-texts.ts'

export const helpTexts: Pick<LateTexts, 'help'> = {
  help: {
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
  },
}
