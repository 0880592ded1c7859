import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Como foi esta conversa?',
  rateScore: '# de 5',
  rateWord: 'Conte mais, se quiser',
  rateSend: 'Enviar avaliação',
  rateThanks: 'Obrigado pela avaliação',
  help: {
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
  },
  files: {
    attach: 'Anexar arquivos',
    remove: 'Remover #',
    tooLarge: 'Grande demais: no máximo #',
    wrongType: 'Este tipo de arquivo não pode ser enviado',
    tooMany: 'Não é possível enviar mais arquivos',
    gone: 'Este arquivo não existe mais',
  },
  code: { copy: 'Copiar', copied: 'Copiado' },
  seenBy: 'Visto por #',
  alerts: 'Som e notificações',
})
