import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'المساعدة',
  back: 'رجوع',
  search: 'البحث في المساعدة',
  articles: 'المقالات',
  all: 'كل المقالات',
  found: counted({
    zero: '# نتائج',
    one: 'نتيجة واحدة',
    two: 'نتيجتان',
    few: '# نتائج',
    many: '# نتيجة',
    other: '# نتيجة',
  }),
  nothing: 'لا نتائج عن «#»',
  ask: 'اسألنا',
  questions: 'أسئلة شائعة',
  stuck: 'ما زلت بحاجة إلى مساعدة؟',
  about: 'بخصوص «#»: ',
  missing: 'لم تعد هذه المقالة موجودة.',
  page: 'الفتح في الموقع',
  recent: 'محادثاتك الأخيرة',
}
