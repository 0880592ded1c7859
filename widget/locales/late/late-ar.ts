import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'كيف كانت المحادثة؟',
  rateScore: '# من 5',
  rateWord: 'أخبرنا بالمزيد إن أردت',
  rateSend: 'إرسال التقييم',
  rateThanks: 'شكرًا على تقييمك',
  help: {
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
  },
  files: {
    attach: 'إرفاق ملفات',
    remove: 'إزالة #',
    tooLarge: 'كبير جدًا: الحد الأقصى #',
    wrongType: 'لا يمكن إرسال هذا النوع من الملفات',
    tooMany: 'لا يمكن إرسال ملفات أخرى',
    gone: 'لم يعد هذا الملف موجودًا',
  },
  code: { copy: 'نسخ', copied: 'تم النسخ' },
  seenBy: 'شاهدها #',
  alerts: 'الصوت والإشعارات',
})
