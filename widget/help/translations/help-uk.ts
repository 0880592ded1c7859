import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Довідка',
  back: 'Назад',
  search: 'Пошук у довідці',
  articles: 'Статті',
  all: 'Усі статті',
  found: counted({ one: '# результат', few: '# результати', many: '# результатів', other: '# результату' }),
  nothing: 'За запитом «#» нічого не знайдено',
  ask: 'Запитайте нас',
  questions: 'Часті запитання',
  stuck: 'Не допомогло?',
  about: 'Щодо «#»: ',
  missing: 'Цієї статті більше немає.',
  page: 'Відкрити на сайті',
  recent: 'Ваші останні чати',
}
