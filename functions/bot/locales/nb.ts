import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const nb: BotTexts = {
  name: 'Assistent',
  disclosure: disclosures.nb,
  unknown:
    'Det vet jeg dessverre ikke: det står ikke noe om det i artiklene våre. Vil du snakke med en person?',
  otherLanguage:
    'Artiklene våre er på {languages}, og jeg kan ikke søke i dem på et annet språk. Spør gjerne slik, eller vil du snakke med en person?',
  file: 'Jeg kan ikke se på filer. Vil du at en person skal se på den?',
  choices: 'Er det en av disse? Hvis ikke, henter jeg gjerne en person.',
  others: 'Ikke det du mente? Kanskje er det en av disse:',
  greeting:
    'Hei! Spør meg om alt som gjelder produktene og tjenestene våre, eller be om en person når som helst.',
  thanks: 'Bare hyggelig! Er det noe mer jeg kan hjelpe med?',
  goodbye: 'Ha det bra, og takk for besøket!',
  declined: 'Helt greit! Bare spør hvis det er noe mer.',
  aboutBot:
    'Jeg er en automatisk assistent, ikke et menneske. Jeg svarer ut fra artiklene våre og henter en person når du ber om det.',
}
