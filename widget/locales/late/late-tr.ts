import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Bu sohbet nasıldı?',
  rateScore: '5 üzerinden #',
  rateWord: 'İsterseniz biraz daha anlatın',
  rateSend: 'Puanı gönder',
  rateThanks: 'Puanınız için teşekkürler',
  help: {
    help: 'Yardım',
    back: 'Geri',
    search: 'Yardımda ara',
    articles: 'Makaleler',
    all: 'Tüm makaleler',
    found: counted({ one: '# sonuç', other: '# sonuç' }),
    nothing: '“#” için bir şey bulunamadı',
    ask: 'Bize sorun',
    questions: 'Sık sorulan sorular',
    stuck: 'Hâlâ yanıt bulamadınız mı?',
    about: '“#” hakkında: ',
    missing: 'Bu makale artık yok.',
    page: 'Web sitesinde aç',
    recent: 'Son sohbetleriniz',
  },
  files: {
    attach: 'Dosya ekle',
    remove: 'Kaldır: #',
    tooLarge: 'Çok büyük: en fazla #',
    wrongType: 'Bu tür dosyalar gönderilemez',
    tooMany: 'Daha fazla dosya gönderilemez',
    gone: 'Bu dosya artık yok',
  },
  code: { copy: 'Kopyala', copied: 'Kopyalandı' },
  seenBy: '# gördü',
  alerts: 'Ses ve bildirimler',
})
