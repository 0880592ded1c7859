import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Wie war dieser Chat?',
  rateScore: '# von 5',
  rateWord: 'Möchten Sie mehr dazu sagen?',
  rateSend: 'Bewertung senden',
  rateThanks: 'Danke für Ihre Bewertung',
  help: {
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
  },
  files: {
    attach: 'Dateien anhängen',
    remove: '# entfernen',
    tooLarge: 'Zu groß: höchstens #',
    wrongType: 'Dateien dieser Art können nicht gesendet werden',
    tooMany: 'Mehr Dateien können nicht gesendet werden',
    gone: 'Diese Datei gibt es nicht mehr',
  },
  code: { copy: 'Kopieren', copied: 'Kopiert' },
  seenBy: 'Gesehen von #',
  alerts: 'Ton und Mitteilungen',
})
