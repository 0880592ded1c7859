import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Jak minął ten czat?',
  rateScore: '# na 5',
  rateWord: 'Powiedz więcej, jeśli chcesz',
  rateSend: 'Wyślij ocenę',
  rateThanks: 'Dziękujemy za ocenę',
  help: {
    help: 'Pomoc',
    back: 'Wstecz',
    search: 'Szukaj w pomocy',
    articles: 'Artykuły',
    all: 'Wszystkie artykuły',
    found: counted({ one: '# wynik', few: '# wyniki', many: '# wyników', other: '# wyniku' }),
    nothing: 'Nic nie znaleziono: „#”',
    ask: 'Zapytaj nas',
    questions: 'Częste pytania',
    stuck: 'Nadal nie wiesz?',
    about: 'W sprawie „#”: ',
    missing: 'Tego artykułu już nie ma.',
    page: 'Otwórz na stronie',
    recent: 'Twoje ostatnie czaty',
  },
  files: {
    attach: 'Dołącz pliki',
    remove: 'Usuń #',
    tooLarge: 'Za duży: najwyżej #',
    wrongType: 'Nie można wysłać pliku tego typu',
    tooMany: 'Nie można wysłać więcej plików',
    gone: 'Tego pliku już nie ma',
  },
  code: { copy: 'Kopiuj', copied: 'Skopiowano' },
  seenBy: 'Wyświetla: #',
  alerts: 'Dźwięk i powiadomienia',
})
