import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Справка',
  back: 'Назад',
  search: 'Поиск в справке',
  articles: 'Статьи',
  all: 'Все статьи',
  found: counted({ one: '# результат', few: '# результата', many: '# результатов', other: '# результата' }),
  nothing: 'По запросу «#» ничего не найдено',
  ask: 'Спросите нас',
  questions: 'Частые вопросы',
  stuck: 'Не помогло?',
  about: 'По поводу «#»: ',
  missing: 'Этой статьи больше нет.',
  page: 'Открыть на сайте',
  recent: 'Ваши недавние чаты',
}
