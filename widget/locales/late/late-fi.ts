import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Millainen keskustelu oli?',
  rateScore: '#/5',
  rateWord: 'Kerro halutessasi lisää',
  rateSend: 'Lähetä arvio',
  rateThanks: 'Kiitos arviosta',
  help: {
    help: 'Ohje',
    back: 'Takaisin',
    search: 'Hae ohjeista',
    articles: 'Artikkelit',
    all: 'Kaikki artikkelit',
    found: counted({ one: '# tulos', other: '# tulosta' }),
    nothing: 'Haulla ”#” ei löytynyt mitään',
    ask: 'Kysy meiltä',
    questions: 'Usein kysyttyä',
    stuck: 'Etkö saanut apua?',
    about: 'Aiheesta ”#”: ',
    missing: 'Tätä artikkelia ei enää ole.',
    page: 'Avaa verkkosivustolla',
    recent: 'Viimeisimmät keskustelusi',
  },
  files: {
    attach: 'Liitä tiedostoja',
    remove: 'Poista #',
    tooLarge: 'Liian suuri: enintään #',
    wrongType: 'Tällaista tiedostoa ei voi lähettää',
    tooMany: 'Enempää tiedostoja ei voi lähettää',
    gone: 'Tiedostoa ei enää ole',
  },
  code: { copy: 'Kopioi', copied: 'Kopioitu' },
  seenBy: 'Nähnyt: #',
  alerts: 'Ääni ja ilmoitukset',
})
