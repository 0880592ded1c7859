import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Hulp',
  back: 'Terug',
  search: 'Zoeken in de hulp',
  articles: 'Artikelen',
  all: 'Alle artikelen',
  found: counted({ one: '# resultaat', other: '# resultaten' }),
  nothing: 'Niets gevonden voor ‘#’',
  ask: 'Vraag het ons',
  questions: 'Veelgestelde vragen',
  stuck: 'Nog niet geholpen?',
  about: 'Over ‘#’: ',
  missing: 'Dit artikel bestaat niet meer.',
  page: 'Openen op de website',
  recent: 'Uw recente gesprekken',
}
