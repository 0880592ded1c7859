/** What a visitor reads about files. */
export interface AttachmentTexts {
  readonly attach: string
  /** `#` is the file's name. */
  readonly remove: string
  /** `#` is a size. */
  readonly tooLarge: string
  readonly wrongType: string
  readonly tooMany: string
  readonly gone: string
}

/**
 * All languages of the panel in one table, in the order of `AttachmentTexts`: they come with the part that shows them, so that the
 * panel's own translations don't grow.
 */
const TEXTS: Readonly<Record<string, string>> = {
  en: 'Attach files|Remove #|Too large: at most #|This type of file can’t be sent|No more files can be sent|This file is no longer there',
  de: 'Dateien anhängen|# entfernen|Zu groß: höchstens #|Dateien dieser Art können nicht gesendet werden|Mehr Dateien können nicht gesendet werden|Diese Datei gibt es nicht mehr',
  es: 'Adjuntar archivos|Quitar #|Demasiado grande: máximo #|No se puede enviar este tipo de archivo|No se pueden enviar más archivos|Este archivo ya no existe',
  fr: 'Joindre des fichiers|Retirer #|Trop volumineux : # maximum|Ce type de fichier ne peut pas être envoyé|Impossible d’envoyer plus de fichiers|Ce fichier n’existe plus',
  it: 'Allega file|Rimuovi #|Troppo grande: massimo #|Questo tipo di file non può essere inviato|Non è possibile inviare altri file|Questo file non c’è più',
  'pt-BR':
    'Anexar arquivos|Remover #|Grande demais: no máximo #|Este tipo de arquivo não pode ser enviado|Não é possível enviar mais arquivos|Este arquivo não existe mais',
  nl: 'Bestanden toevoegen|# verwijderen|Te groot: maximaal #|Dit soort bestanden kan niet worden verstuurd|Er kunnen geen bestanden meer bij|Dit bestand is er niet meer',
  pl: 'Dołącz pliki|Usuń #|Za duży: najwyżej #|Nie można wysłać pliku tego typu|Nie można wysłać więcej plików|Tego pliku już nie ma',
  sv: 'Bifoga filer|Ta bort #|För stor: högst #|Den här filtypen kan inte skickas|Fler filer kan inte skickas|Filen finns inte längre',
  da: 'Vedhæft filer|Fjern #|For stor: højst #|Denne filtype kan ikke sendes|Der kan ikke sendes flere filer|Filen findes ikke længere',
  fi: 'Liitä tiedostoja|Poista #|Liian suuri: enintään #|Tällaista tiedostoa ei voi lähettää|Enempää tiedostoja ei voi lähettää|Tiedostoa ei enää ole',
  cs: 'Přiložit soubory|Odebrat #|Příliš velký: nejvýše #|Soubor tohoto typu nelze odeslat|Více souborů nelze odeslat|Tento soubor už neexistuje',
  tr: 'Dosya ekle|Kaldır: #|Çok büyük: en fazla #|Bu tür dosyalar gönderilemez|Daha fazla dosya gönderilemez|Bu dosya artık yok',
  uk: 'Додати файли|Вилучити #|Завеликий: щонайбільше #|Файли цього типу не можна надіслати|Більше файлів не можна надіслати|Цього файлу вже немає',
  ru: 'Прикрепить файлы|Убрать #|Слишком большой: не более #|Файлы этого типа нельзя отправить|Больше файлов отправить нельзя|Этого файла больше нет',
  ja: 'ファイルを添付|#を削除|大きすぎます（上限#）|この種類のファイルは送信できません|これ以上ファイルを送信できません|このファイルはもうありません',
  'zh-Hans': '添加文件|移除 #|文件过大：最大 #|无法发送此类文件|无法再发送更多文件|此文件已不存在',
  ar: 'إرفاق ملفات|إزالة #|كبير جدًا: الحد الأقصى #|لا يمكن إرسال هذا النوع من الملفات|لا يمكن إرسال ملفات أخرى|لم يعد هذا الملف موجودًا',
  he: 'צירוף קבצים|הסרת #|גדול מדי: עד #|אי אפשר לשלוח קובץ מסוג זה|אי אפשר לשלוח עוד קבצים|הקובץ כבר לא קיים',
  fa: 'پیوست کردن فایل|حذف #|بسیار بزرگ: حداکثر #|این نوع فایل را نمی‌توان فرستاد|فایل بیشتری نمی‌توان فرستاد|این فایل دیگر وجود ندارد',
}

/** The texts in a language of the panel. */
export function attachmentTexts(locale: string): AttachmentTexts {
  const texts = (TEXTS[locale] ?? TEXTS['en'] ?? '').split('|')
  const [attach = '', remove = '', tooLarge = '', wrongType = '', tooMany = '', gone = ''] = texts
  return { attach, remove, tooLarge, wrongType, tooMany, gone }
}
