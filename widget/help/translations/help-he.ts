import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
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
}
