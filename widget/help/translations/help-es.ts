import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
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
}
