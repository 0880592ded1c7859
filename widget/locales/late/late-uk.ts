import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Як вам цей чат?',
  rateScore: '# із 5',
  rateWord: 'Щось додати?',
  rateSend: 'Надіслати оцінку',
  rateThanks: 'Дякуємо за оцінку',
  help: {
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
  },
  files: {
    attach: 'Додати файли',
    remove: 'Вилучити #',
    tooLarge: 'Завеликий: щонайбільше #',
    wrongType: 'Файли цього типу не можна надіслати',
    tooMany: 'Більше файлів не можна надіслати',
    gone: 'Цього файлу вже немає',
  },
  code: { copy: 'Копіювати', copied: 'Скопійовано' },
  seenBy: 'Переглянуто: #',
  alerts: 'Звук і сповіщення',
})
