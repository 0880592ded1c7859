import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Aiuto',
  back: 'Indietro',
  search: 'Cerca nell’aiuto',
  articles: 'Articoli',
  all: 'Tutti gli articoli',
  found: counted({ one: '# risultato', many: '# risultati', other: '# risultati' }),
  nothing: 'Nessun risultato per «#»',
  ask: 'Ci chieda',
  questions: 'Domande frequenti',
  stuck: 'Serve ancora aiuto?',
  about: 'Riguardo a «#»: ',
  missing: 'Questo articolo non esiste più.',
  page: 'Apri sul sito web',
  recent: 'Le sue chat recenti',
}
