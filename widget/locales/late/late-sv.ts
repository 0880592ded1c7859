import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Hur var chatten?',
  rateScore: '# av 5',
  rateWord: 'Berätta gärna mer',
  rateSend: 'Skicka betyg',
  rateThanks: 'Tack för ditt betyg',
  help: {
    help: 'Hjälp',
    back: 'Tillbaka',
    search: 'Sök i hjälpen',
    articles: 'Artiklar',
    all: 'Alla artiklar',
    found: counted({ one: '# träff', other: '# träffar' }),
    nothing: 'Inget hittades för ”#”',
    ask: 'Fråga oss',
    questions: 'Vanliga frågor',
    stuck: 'Hjälpte det inte?',
    about: 'Om ”#”: ',
    missing: 'Den här artikeln finns inte längre.',
    page: 'Öppna på webbplatsen',
    recent: 'Dina senaste chattar',
  },
  files: {
    attach: 'Bifoga filer',
    remove: 'Ta bort #',
    tooLarge: 'För stor: högst #',
    wrongType: 'Den här filtypen kan inte skickas',
    tooMany: 'Fler filer kan inte skickas',
    gone: 'Filen finns inte längre',
  },
  code: { copy: 'Kopiera', copied: 'Kopierat' },
  seenBy: 'Sett av #',
  alerts: 'Ljud och aviseringar',
})
