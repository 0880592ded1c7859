import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Nápověda',
  back: 'Zpět',
  search: 'Hledat v nápovědě',
  articles: 'Články',
  all: 'Všechny články',
  found: counted({ one: '# výsledek', few: '# výsledky', many: '# výsledku', other: '# výsledků' }),
  nothing: 'Pro „#“ se nic nenašlo',
  ask: 'Zeptejte se nás',
  questions: 'Časté dotazy',
  stuck: 'Stále si nevíte rady?',
  about: 'K článku „#“: ',
  missing: 'Tento článek už neexistuje.',
  page: 'Otevřít na webu',
  recent: 'Vaše poslední chaty',
}
