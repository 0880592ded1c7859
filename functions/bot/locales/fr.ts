import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const fr: BotTexts = {
  name: 'Assistant',
  disclosure: disclosures.fr,
  unknown: 'Je ne sais pas : rien dans nos articles n’y répond. Souhaitez-vous parler à une personne ?',
  otherLanguage:
    'Nos articles sont en {languages}, et je ne peux pas y chercher dans une autre langue. Vous pouvez demander ainsi, ou souhaitez-vous parler à une personne ?',
  file: 'Je ne peux pas lire les fichiers. Souhaitez-vous qu’une personne le regarde ?',
  choices: 'Est-ce l’un de ces sujets ? Sinon, je vous mets volontiers en contact avec une personne.',
  others: 'Ce n’est pas ce que vous cherchiez ? Peut-être l’un de ces sujets :',
  greeting:
    'Bonjour ! Posez-moi vos questions sur nos produits et services, ou demandez à parler à une personne à tout moment.',
  thanks: 'Avec plaisir ! Puis-je vous aider pour autre chose ?',
  goodbye: 'Au revoir, et merci de votre visite !',
  declined: 'Très bien ! N’hésitez pas si vous avez une autre question.',
  aboutBot:
    'Je suis un assistant automatique, pas une personne. Je réponds à partir de nos articles et je vous mets en contact avec une personne dès que vous le demandez.',
}
