/** The switch in the menu, by language. */
const TEXTS: Readonly<Record<string, string>> = {
  en: 'Sound and notifications',
  de: 'Ton und Mitteilungen',
  es: 'Sonido y notificaciones',
  fr: 'Son et notifications',
  it: 'Suono e notifiche',
  'pt-BR': 'Som e notificações',
  nl: 'Geluid en meldingen',
  pl: 'Dźwięk i powiadomienia',
  sv: 'Ljud och aviseringar',
  da: 'Lyd og notifikationer',
  fi: 'Ääni ja ilmoitukset',
  cs: 'Zvuk a oznámení',
  tr: 'Ses ve bildirimler',
  uk: 'Звук і сповіщення',
  ru: 'Звук и уведомления',
  ja: '音と通知',
  'zh-Hans': '声音和通知',
  ar: 'الصوت والإشعارات',
  he: 'צליל והתראות',
  fa: 'صدا و اعلان‌ها',
}

export function alertText(locale: string): string {
  return TEXTS[locale] ?? TEXTS['en'] ?? ''
}
