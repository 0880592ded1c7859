import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: '¿Qué tal este chat?',
  rateScore: '# de 5',
  rateWord: 'Cuéntenos más, si quiere',
  rateSend: 'Enviar valoración',
  rateThanks: 'Gracias por su valoración',
  help: {
    help: 'Ayuda',
    back: 'Volver',
    search: 'Buscar en la ayuda',
    articles: 'Artículos',
    all: 'Todos los artículos',
    found: counted({ one: '# resultado', many: '# resultados', other: '# resultados' }),
    nothing: 'No hay nada sobre «#»',
    ask: 'Pregúntenos',
    questions: 'Preguntas frecuentes',
    stuck: '¿Sigue con dudas?',
    about: 'Sobre «#»: ',
    missing: 'Este artículo ya no existe.',
    page: 'Abrir en el sitio web',
    recent: 'Sus chats recientes',
  },
  files: {
    attach: 'Adjuntar archivos',
    remove: 'Quitar #',
    tooLarge: 'Demasiado grande: máximo #',
    wrongType: 'No se puede enviar este tipo de archivo',
    tooMany: 'No se pueden enviar más archivos',
    gone: 'Este archivo ya no existe',
  },
  code: { copy: 'Copiar', copied: 'Copiado' },
  seenBy: 'Visto por #',
  alerts: 'Sonido y notificaciones',
})
