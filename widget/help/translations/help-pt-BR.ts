import { counted } from '../../locales/count-text.ts'
import type { HelpTexts } from '../help-texts.ts'

export const texts: HelpTexts = {
  help: 'Ajuda',
  back: 'Voltar',
  search: 'Buscar na ajuda',
  articles: 'Artigos',
  all: 'Todos os artigos',
  found: counted({ one: '# resultado', many: '# resultados', other: '# resultados' }),
  nothing: 'Nada encontrado para “#”',
  ask: 'Pergunte para nós',
  questions: 'Perguntas frequentes',
  stuck: 'Ainda com dúvidas?',
  about: 'Sobre “#”: ',
  missing: 'Este artigo não existe mais.',
  page: 'Abrir no site',
  recent: 'Suas conversas recentes',
}
