import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const en: BotTexts = {
  name: 'Assistant',
  disclosure: disclosures.en,
  unknown: 'I don’t know that one: nothing in our articles answers it. Would you like to talk to a person?',
  otherLanguage:
    'Our articles are in {languages}, and I can’t search them in another language. Please ask again that way, or would you like to talk to a person?',
  file: 'I can’t look into files. Would you like a person to see it?',
  choices: 'Is it one of these? If not, I’ll gladly get a person for you.',
  others: 'Not what you meant? Maybe it’s one of these:',
  greeting: 'Hello! Ask me anything about our products and services, or ask for a person at any time.',
  thanks: 'You’re welcome! Is there anything else?',
  goodbye: 'Goodbye, and thanks for stopping by!',
  declined: 'All right! Just ask whenever something comes up.',
  aboutBot:
    'I’m an automated assistant, not a person. I answer from our articles, and get a person for you whenever you ask for one.',
}
