import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const de: BotTexts = {
  name: 'Assistent',
  disclosure: disclosures.de,
  unknown:
    'Das weiß ich leider nicht: In unseren Artikeln steht dazu nichts. Möchten Sie mit einem Menschen sprechen?',
  otherLanguage:
    'Unsere Artikel sind auf {languages}, und in anderen Sprachen kann ich sie nicht durchsuchen. Fragen Sie gern so, oder möchten Sie mit einem Menschen sprechen?',
  file: 'In Dateien kann ich nicht hineinsehen. Soll ein Mensch sie sich ansehen?',
  choices: 'Ist es eines davon? Wenn nicht, hole ich Ihnen gern einen Menschen dazu.',
  others: 'Nicht das Richtige? Vielleicht ist es eines davon:',
  greeting:
    'Hallo! Fragen Sie mich alles zu unserem Angebot. Wenn Sie lieber mit einem Menschen sprechen, sagen Sie es einfach.',
  thanks: 'Gern geschehen! Kann ich sonst noch etwas für Sie tun?',
  goodbye: 'Auf Wiedersehen, und danke für Ihren Besuch!',
  declined: 'Alles klar! Fragen Sie einfach, wenn noch etwas ist.',
  aboutBot:
    'Ich bin ein automatischer Assistent, kein Mensch. Ich antworte aus unseren Artikeln und hole jederzeit einen Menschen dazu, wenn Sie das möchten.',
}
