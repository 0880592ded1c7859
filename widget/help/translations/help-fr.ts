import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Aide',
  back: 'Retour',
  search: 'Rechercher dans l’aide',
  articles: 'Articles',
  all: 'Tous les articles',
  found: counted({ one: '# résultat', many: '# résultats', other: '# résultats' }),
  nothing: 'Rien trouvé pour « # »',
  ask: 'Posez-nous la question',
  questions: 'Questions fréquentes',
  stuck: 'Toujours bloqué ?',
  about: 'Au sujet de « # » : ',
  missing: 'Cet article n’existe plus.',
  page: 'Ouvrir sur le site',
  recent: 'Vos discussions récentes',
}
