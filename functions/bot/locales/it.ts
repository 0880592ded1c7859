import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const it: BotTexts = {
  name: 'Assistente',
  disclosure: disclosures.it,
  unknown:
    'Mi dispiace, questo non lo so: nei nostri articoli non c’è una risposta. Vuole parlare con una persona?',
  otherLanguage:
    'I nostri articoli sono in {languages}, e non posso cercarvi in un’altra lingua. Può chiedere così, o vuole parlare con una persona?',
  file: 'Non posso leggere i file. Vuole che lo veda una persona?',
  choices: 'È uno di questi? Se no, la metto volentieri in contatto con una persona.',
  others: 'Non è quello che cercava? Forse è uno di questi:',
  greeting:
    'Buongiorno! Mi chieda pure dei nostri prodotti e servizi, oppure chieda di una persona quando vuole.',
  thanks: 'Di niente! Posso aiutarla in altro?',
  goodbye: 'Arrivederci e grazie della visita!',
  declined: 'Va bene! Se le serve altro, sono qui.',
  aboutBot:
    'Sono un assistente automatico, non una persona. Rispondo con i nostri articoli e la metto in contatto con una persona ogni volta che lo chiede.',
}
