import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Hoe was dit gesprek?',
  rateScore: '# van 5',
  rateWord: 'Vertel meer, als u wilt',
  rateSend: 'Beoordeling versturen',
  rateThanks: 'Bedankt voor uw beoordeling',
  help: {
    help: 'Hulp',
    back: 'Terug',
    search: 'Zoeken in de hulp',
    articles: 'Artikelen',
    all: 'Alle artikelen',
    found: counted({ one: '# resultaat', other: '# resultaten' }),
    nothing: 'Niets gevonden voor ‘#’',
    ask: 'Vraag het ons',
    questions: 'Veelgestelde vragen',
    stuck: 'Nog niet geholpen?',
    about: 'Over ‘#’: ',
    missing: 'Dit artikel bestaat niet meer.',
    page: 'Openen op de website',
    recent: 'Uw recente gesprekken',
  },
  files: {
    attach: 'Bestanden toevoegen',
    remove: '# verwijderen',
    tooLarge: 'Te groot: maximaal #',
    wrongType: 'Dit soort bestanden kan niet worden verstuurd',
    tooMany: 'Er kunnen geen bestanden meer bij',
    gone: 'Dit bestand is er niet meer',
  },
  code: { copy: 'Kopiëren', copied: 'Gekopieerd' },
  seenBy: 'Gezien door #',
  alerts: 'Geluid en meldingen',
})
