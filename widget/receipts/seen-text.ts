import { fill } from '../locales/fill.ts'

/** That an agent has seen what the visitor wrote, without and with their name, by language. */
const TEXTS: Readonly<Record<string, string>> = {
  en: 'Seen|Seen by #',
  de: 'Gesehen|Gesehen von #',
  es: 'Visto|Visto por #',
  fr: 'Vu|Vu par #',
  it: 'Visto|Visto da #',
  'pt-BR': 'Visto|Visto por #',
  nl: 'Gezien|Gezien door #',
  pl: 'Wyświetlono|Wyświetla: #',
  sv: 'Sett|Sett av #',
  da: 'Set|Set af #',
  fi: 'Nähty|Nähnyt: #',
  cs: 'Zobrazeno|Zobrazil(a): #',
  tr: 'Görüldü|# gördü',
  uk: 'Переглянуто|Переглянуто: #',
  ru: 'Просмотрено|Просмотрено: #',
  ja: '既読|#が確認しました',
  'zh-Hans': '已读|#已读',
  ar: 'تمت المشاهدة|شاهدها #',
  he: 'נצפה|נצפה על ידי #',
  fa: 'دیده شد|# دید',
}

export function seenText(locale: string, name: string | null): string {
  const [seen = '', seenBy = ''] = (TEXTS[locale] ?? TEXTS['en'] ?? '').split('|')
  return name === null ? seen : fill(seenBy, name)
}
