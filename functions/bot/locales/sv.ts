import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const sv: BotTexts = {
  name: 'Assistent',
  disclosure: disclosures.sv,
  unknown: 'Det vet jag tyvärr inte: det finns inget om det i våra artiklar. Vill du prata med en person?',
  otherLanguage:
    'Våra artiklar är på {languages}, och jag kan inte söka i dem på ett annat språk. Fråga gärna så, eller vill du prata med en person?',
  file: 'Jag kan inte läsa filer. Vill du att en person tittar på den?',
  choices: 'Är det något av det här? Annars kopplar jag gärna in en person.',
  others: 'Inte det du menade? Kanske är det något av det här:',
  greeting:
    'Hej! Fråga mig vad du vill om våra produkter och tjänster, eller be att få prata med en person när som helst.',
  thanks: 'Varsågod! Är det något mer jag kan hjälpa till med?',
  goodbye: 'Hej då, och tack för besöket!',
  declined: 'Okej! Säg bara till om det är något mer.',
  aboutBot:
    'Jag är en automatisk assistent, inte en människa. Jag svarar utifrån våra artiklar och kopplar in en person när du ber om det.',
}
