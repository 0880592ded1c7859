import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const tr: BotTexts = {
  name: 'Asistan',
  disclosure: disclosures.tr,
  unknown:
    'Maalesef bunu bilmiyorum: makalelerimizde bunun yanıtı yok. Bir temsilciyle görüşmek ister misiniz?',
  otherLanguage:
    'Makalelerimizin dili: {languages}. Başka bir dilde arama yapamıyorum. O dilde sorabilirsiniz; yoksa bir temsilciyle görüşmek ister misiniz?',
  file: 'Dosyaların içine bakamıyorum. Bir temsilcinin bakmasını ister misiniz?',
  choices: 'Bunlardan biri mi? Değilse sizi memnuniyetle bir temsilciye bağlarım.',
  others: 'Aradığınız bu değil mi? Belki bunlardan biridir:',
  greeting:
    'Merhaba! Ürünlerimiz ve hizmetlerimiz hakkında her şeyi sorabilir, istediğiniz an bir temsilci isteyebilirsiniz.',
  thanks: 'Rica ederim! Başka bir konuda yardımcı olabilir miyim?',
  goodbye: 'Hoşça kalın, uğradığınız için teşekkürler!',
  declined: 'Tamamdır! Başka bir şey olursa sormanız yeterli.',
  aboutBot:
    'Ben bir insan değil, otomatik bir asistanım. Makalelerimize dayanarak yanıt veririm ve istediğiniz an sizi bir temsilciye bağlarım.',
}
