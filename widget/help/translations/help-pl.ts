import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Pomoc',
  back: 'Wstecz',
  search: 'Szukaj w pomocy',
  articles: 'Artykuły',
  all: 'Wszystkie artykuły',
  found: counted({ one: '# wynik', few: '# wyniki', many: '# wyników', other: '# wyniku' }),
  nothing: 'Nic nie znaleziono: „#”',
  ask: 'Zapytaj nas',
  questions: 'Częste pytania',
  stuck: 'Nadal nie wiesz?',
  about: 'W sprawie „#”: ',
  missing: 'Tego artykułu już nie ma.',
  page: 'Otwórz na stronie',
  recent: 'Twoje ostatnie czaty',
}
