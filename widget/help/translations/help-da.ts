import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Hjælp',
  back: 'Tilbage',
  search: 'Søg i hjælpen',
  articles: 'Artikler',
  all: 'Alle artikler',
  found: counted({ one: '# resultat', other: '# resultater' }),
  nothing: 'Intet fundet om “#”',
  ask: 'Spørg os',
  questions: 'Ofte stillede spørgsmål',
  stuck: 'Hjalp det ikke?',
  about: 'Om “#”: ',
  missing: 'Denne artikel findes ikke længere.',
  page: 'Åbn på webstedet',
  recent: 'Dine seneste chats',
}
