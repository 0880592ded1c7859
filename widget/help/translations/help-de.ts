import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Hilfe',
  back: 'Zurück',
  search: 'Hilfe durchsuchen',
  articles: 'Artikel',
  all: 'Alle Artikel',
  found: counted({ one: '# Ergebnis', other: '# Ergebnisse' }),
  nothing: 'Nichts gefunden zu „#“',
  ask: 'Fragen Sie uns',
  questions: 'Häufige Fragen',
  stuck: 'Noch nicht geholfen?',
  about: 'Zu „#“: ',
  missing: 'Diesen Artikel gibt es nicht mehr.',
  page: 'Auf der Website öffnen',
  recent: 'Ihre letzten Chats',
}
