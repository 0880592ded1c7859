import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const da: BotTexts = {
  name: 'Assistent',
  disclosure: disclosures.da,
  unknown:
    'Det ved jeg desværre ikke: der står ikke noget om det i vores artikler. Vil du tale med en medarbejder?',
  otherLanguage:
    'Vores artikler er på {languages}, og jeg kan ikke søge i dem på et andet sprog. Spørg gerne sådan, eller vil du tale med en medarbejder?',
  file: 'Jeg kan ikke se på filer. Vil du have, at en medarbejder ser på den?',
  choices: 'Er det en af disse? Ellers henter jeg gerne en medarbejder.',
  others: 'Ikke det, du mente? Måske er det en af disse:',
  greeting:
    'Hej! Spørg mig om alt, hvad der har med vores produkter og tjenester at gøre, eller bed om en medarbejder når som helst.',
  thanks: 'Det var så lidt! Er der andet, jeg kan hjælpe med?',
  goodbye: 'Farvel, og tak for besøget!',
  declined: 'Helt i orden! Du spørger bare, hvis der er mere.',
  aboutBot:
    'Jeg er en automatisk assistent, ikke et menneske. Jeg svarer ud fra vores artikler og henter en medarbejder, når du beder om det.',
}
