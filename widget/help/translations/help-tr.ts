import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Yardım',
  back: 'Geri',
  search: 'Yardımda ara',
  articles: 'Makaleler',
  all: 'Tüm makaleler',
  found: counted({ one: '# sonuç', other: '# sonuç' }),
  nothing: '“#” için bir şey bulunamadı',
  ask: 'Bize sorun',
  questions: 'Sık sorulan sorular',
  stuck: 'Hâlâ yanıt bulamadınız mı?',
  about: '“#” hakkında: ',
  missing: 'Bu makale artık yok.',
  page: 'Web sitesinde aç',
  recent: 'Son sohbetleriniz',
}
