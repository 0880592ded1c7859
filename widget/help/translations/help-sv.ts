import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Hjälp',
  back: 'Tillbaka',
  search: 'Sök i hjälpen',
  articles: 'Artiklar',
  all: 'Alla artiklar',
  found: counted({ one: '# träff', other: '# träffar' }),
  nothing: 'Inget hittades för ”#”',
  ask: 'Fråga oss',
  questions: 'Vanliga frågor',
  stuck: 'Hjälpte det inte?',
  about: 'Om ”#”: ',
  missing: 'Den här artikeln finns inte längre.',
  page: 'Öppna på webbplatsen',
  recent: 'Dina senaste chattar',
}
