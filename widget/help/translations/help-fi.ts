import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Ohje',
  back: 'Takaisin',
  search: 'Hae ohjeista',
  articles: 'Artikkelit',
  all: 'Kaikki artikkelit',
  found: counted({ one: '# tulos', other: '# tulosta' }),
  nothing: 'Haulla ”#” ei löytynyt mitään',
  ask: 'Kysy meiltä',
  questions: 'Usein kysyttyä',
  stuck: 'Etkö saanut apua?',
  about: 'Aiheesta ”#”: ',
  missing: 'Tätä artikkelia ei enää ole.',
  page: 'Avaa verkkosivustolla',
  recent: 'Viimeisimmät keskustelusi',
}
