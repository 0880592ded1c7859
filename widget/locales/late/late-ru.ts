import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Как вам этот чат?',
  rateScore: '# из 5',
  rateWord: 'Хотите добавить?',
  rateSend: 'Отправить оценку',
  rateThanks: 'Спасибо за оценку',
  help: {
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
  },
  files: {
    attach: 'Прикрепить файлы',
    remove: 'Убрать #',
    tooLarge: 'Слишком большой: не более #',
    wrongType: 'Файлы этого типа нельзя отправить',
    tooMany: 'Больше файлов отправить нельзя',
    gone: 'Этого файла больше нет',
  },
  code: { copy: 'Копировать', copied: 'Скопировано' },
  seenBy: 'Просмотрено: #',
  alerts: 'Звук и уведомления',
})
