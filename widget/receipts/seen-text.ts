import { fill } from '../locales/fill.ts'

/** That an agent has seen what the visitor wrote, by language. */
const TEXTS: Readonly<Record<string, string>> = {
  en: 'Seen by #',
  de: 'Gesehen von #',
  es: 'Visto por #',
  fr: 'Vu par #',
  it: 'Visto da #',
  'pt-BR': 'Visto por #',
  nl: 'Gezien door #',
  pl: 'Wyświetla: #',
  sv: 'Sett av #',
  da: 'Set af #',
  fi: 'Nähnyt: #',
  cs: 'Zobrazil(a): #',
  tr: '# gördü',
  uk: 'Переглянуто: #',
  ru: 'Просмотрено: #',
  ja: '#が確認しました',
  'zh-Hans': '#已读',
  ar: 'شاهدها #',
  he: 'נצפה על ידי #',
  fa: '# دید',
}

export function seenText(locale: string, name: string): string {
  return fill(TEXTS[locale] ?? TEXTS['en'] ?? '', name)
}
