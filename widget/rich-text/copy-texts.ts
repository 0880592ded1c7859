import type { CopyTexts } from '../components/rich-text-props.ts'

/** By language, before and after the press. */
const TEXTS: Readonly<Record<string, string>> = {
  en: 'Copy|Copied',
  de: 'Kopieren|Kopiert',
  es: 'Copiar|Copiado',
  fr: 'Copier|Copié',
  it: 'Copia|Copiato',
  'pt-BR': 'Copiar|Copiado',
  nl: 'Kopiëren|Gekopieerd',
  pl: 'Kopiuj|Skopiowano',
  sv: 'Kopiera|Kopierat',
  da: 'Kopiér|Kopieret',
  fi: 'Kopioi|Kopioitu',
  cs: 'Kopírovat|Zkopírováno',
  tr: 'Kopyala|Kopyalandı',
  uk: 'Копіювати|Скопійовано',
  ru: 'Копировать|Скопировано',
  ja: 'コピー|コピーしました',
  'zh-Hans': '复制|已复制',
  ar: 'نسخ|تم النسخ',
  he: 'העתקה|הועתק',
  fa: 'کپی|کپی شد',
}

export function copyTexts(locale: string): CopyTexts {
  const [copy = '', copied = ''] = (TEXTS[locale] ?? TEXTS['en'] ?? '').split('|')
  return { copy, copied }
}
