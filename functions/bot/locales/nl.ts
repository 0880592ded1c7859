import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const nl: BotTexts = {
  name: 'Assistent',
  disclosure: disclosures.nl,
  unknown:
    'Dat weet ik helaas niet: in onze artikelen staat er niets over. Wilt u met een medewerker praten?',
  otherLanguage:
    'Onze artikelen zijn in het {languages}, en in een andere taal kan ik er niet in zoeken. U kunt het zo vragen, of wilt u met een medewerker praten?',
  file: 'Ik kan geen bestanden bekijken. Wilt u dat een medewerker ernaar kijkt?',
  choices: 'Is het een van deze? Zo niet, dan haal ik er graag iemand bij.',
  others: 'Niet wat u zocht? Misschien is het een van deze:',
  greeting:
    'Hallo! Vraag me alles over onze producten en diensten, of vraag op elk moment naar een medewerker.',
  thanks: 'Graag gedaan! Kan ik u nog ergens mee helpen?',
  goodbye: 'Tot ziens, en bedankt voor uw bezoek!',
  declined: 'Prima! Vraag het gerust als er nog iets is.',
  aboutBot:
    'Ik ben een automatische assistent, geen mens. Ik antwoord uit onze artikelen en haal er een medewerker bij zodra u daarom vraagt.',
}
