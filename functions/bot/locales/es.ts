import { disclosures } from '../../../contract/disclosures.ts'
import type { BotTexts } from './texts.ts'

export const es: BotTexts = {
  name: 'Asistente',
  disclosure: disclosures.es,
  unknown: 'Lo siento, eso no lo sé: en nuestros artículos no hay respuesta. ¿Quiere hablar con una persona?',
  otherLanguage:
    'Nuestros artículos están en {languages}, y no puedo buscar en ellos en otro idioma. Puede preguntar así, ¿o quiere hablar con una persona?',
  file: 'No puedo ver archivos. ¿Quiere que lo vea una persona?',
  choices: '¿Es alguno de estos? Si no, con gusto le paso con una persona.',
  others: '¿No es lo que buscaba? Quizá sea alguno de estos:',
  greeting:
    '¡Hola! Pregúnteme lo que quiera sobre nuestros productos y servicios, o pida hablar con una persona cuando quiera.',
  thanks: '¡De nada! ¿Puedo ayudarle en algo más?',
  goodbye: '¡Hasta pronto y gracias por su visita!',
  declined: '¡De acuerdo! Aquí estoy si le surge algo más.',
  aboutBot:
    'Soy un asistente automático, no una persona. Respondo con lo que dicen nuestros artículos y le paso con una persona cuando me lo pida.',
}
