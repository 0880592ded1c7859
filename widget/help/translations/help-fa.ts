import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'راهنما',
  back: 'بازگشت',
  search: 'جستجو در راهنما',
  articles: 'مقاله‌ها',
  all: 'همهٔ مقاله‌ها',
  found: counted({ one: '# نتیجه', other: '# نتیجه' }),
  nothing: 'چیزی برای «#» پیدا نشد',
  ask: 'از ما بپرسید',
  questions: 'پرسش‌های رایج',
  stuck: 'هنوز کمک می‌خواهید؟',
  about: 'دربارهٔ «#»: ',
  missing: 'این مقاله دیگر موجود نیست.',
  page: 'باز کردن در وب‌سایت',
  recent: 'گفتگوهای اخیر شما',
}
