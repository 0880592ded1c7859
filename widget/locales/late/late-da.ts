import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Hvordan var denne chat?',
  rateScore: '# af 5',
  rateWord: 'Fortæl gerne mere',
  rateSend: 'Send vurdering',
  rateThanks: 'Tak for din vurdering',
  help: {
    help: 'Hjælp',
    back: 'Tilbage',
    search: 'Søg i hjælpen',
    articles: 'Artikler',
    all: 'Alle artikler',
    found: counted({ one: '# resultat', other: '# resultater' }),
    nothing: 'Intet fundet om “#”',
    ask: 'Spørg os',
    questions: 'Ofte stillede spørgsmål',
    stuck: 'Hjalp det ikke?',
    about: 'Om “#”: ',
    missing: 'Denne artikel findes ikke længere.',
    page: 'Åbn på webstedet',
    recent: 'Dine seneste chats',
  },
  files: {
    attach: 'Vedhæft filer',
    remove: 'Fjern #',
    tooLarge: 'For stor: højst #',
    wrongType: 'Denne filtype kan ikke sendes',
    tooMany: 'Der kan ikke sendes flere filer',
    gone: 'Filen findes ikke længere',
  },
  code: { copy: 'Kopiér', copied: 'Kopieret' },
  seenBy: 'Set af #',
  alerts: 'Lyd og notifikationer',
})
