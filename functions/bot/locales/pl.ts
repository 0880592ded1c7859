import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const pl: BotTexts = {
  name: 'Asystent',
  disclosure: disclosures.pl,
  unknown:
    'Niestety tego nie wiem: w naszych artykułach nie ma na to odpowiedzi. Czy połączyć Cię z konsultantem?',
  otherLanguage:
    'Nasze artykuły są w językach: {languages}. W innym języku nie mogę ich przeszukać. Zapytaj w jednym z nich, a może połączyć Cię z konsultantem?',
  file: 'Nie mogę zajrzeć do plików. Czy ma go obejrzeć konsultant?',
  choices: 'Czy chodzi o coś z tej listy? Jeśli nie, chętnie połączę Cię z konsultantem.',
  others: 'Nie o to chodziło? Może to coś z tej listy:',
  greeting:
    'Dzień dobry! Pytaj o nasze produkty i usługi albo w każdej chwili poproś o rozmowę z konsultantem.',
  thanks: 'Nie ma za co! Czy mogę pomóc w czymś jeszcze?',
  goodbye: 'Do widzenia i dziękuję za wizytę!',
  declined: 'W porządku! Pytaj, jeśli coś jeszcze się pojawi.',
  aboutBot:
    'Jestem automatycznym asystentem, nie człowiekiem. Odpowiadam na podstawie naszych artykułów i połączę Cię z konsultantem, gdy tylko poprosisz.',
}
