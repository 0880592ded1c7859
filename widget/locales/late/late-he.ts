import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'איך הייתה השיחה?',
  rateScore: '# מתוך 5',
  rateWord: 'נשמח לשמוע עוד',
  rateSend: 'שליחת דירוג',
  rateThanks: 'תודה על הדירוג',
  help: {
    help: 'עזרה',
    back: 'חזרה',
    search: 'חיפוש בעזרה',
    articles: 'מאמרים',
    all: 'כל המאמרים',
    found: counted({ one: 'תוצאה אחת', two: 'שתי תוצאות', other: '# תוצאות' }),
    nothing: 'לא נמצא דבר עבור ”#”',
    ask: 'שאלו אותנו',
    questions: 'שאלות נפוצות',
    stuck: 'עדיין צריכים עזרה?',
    about: 'לגבי ”#”: ',
    missing: 'המאמר הזה כבר לא קיים.',
    page: 'פתיחה באתר',
    recent: 'השיחות האחרונות שלך',
  },
  files: {
    attach: 'צירוף קבצים',
    remove: 'הסרת #',
    tooLarge: 'גדול מדי: עד #',
    wrongType: 'אי אפשר לשלוח קובץ מסוג זה',
    tooMany: 'אי אפשר לשלוח עוד קבצים',
    gone: 'הקובץ כבר לא קיים',
  },
  code: { copy: 'העתקה', copied: 'הועתק' },
  seenBy: 'נצפה על ידי #',
  alerts: 'צליל והתראות',
})
