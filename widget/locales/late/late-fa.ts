import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'این گفتگو چطور بود؟',
  rateScore: '# از ۵',
  rateWord: 'اگر مایلید بیشتر بگویید',
  rateSend: 'ارسال امتیاز',
  rateThanks: 'ممنون از امتیاز شما',
  help: {
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
  },
  files: {
    attach: 'پیوست کردن فایل',
    remove: 'حذف #',
    tooLarge: 'بسیار بزرگ: حداکثر #',
    wrongType: 'این نوع فایل را نمی‌توان فرستاد',
    tooMany: 'فایل بیشتری نمی‌توان فرستاد',
    gone: 'این فایل دیگر وجود ندارد',
  },
  code: { copy: 'کپی', copied: 'کپی شد' },
  seenBy: '# دید',
  alerts: 'صدا و اعلان‌ها',
})
