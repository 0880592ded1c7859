import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Com’è andata questa chat?',
  rateScore: '# su 5',
  rateWord: 'Ci dica di più, se vuole',
  rateSend: 'Invia valutazione',
  rateThanks: 'Grazie della valutazione',
  help: {
    help: 'Aiuto',
    back: 'Indietro',
    search: 'Cerca nell’aiuto',
    articles: 'Articoli',
    all: 'Tutti gli articoli',
    found: counted({ one: '# risultato', many: '# risultati', other: '# risultati' }),
    nothing: 'Nessun risultato per «#»',
    ask: 'Ci chieda',
    questions: 'Domande frequenti',
    stuck: 'Serve ancora aiuto?',
    about: 'Riguardo a «#»: ',
    missing: 'Questo articolo non esiste più.',
    page: 'Apri sul sito web',
    recent: 'Le sue chat recenti',
  },
  files: {
    attach: 'Allega file',
    remove: 'Rimuovi #',
    tooLarge: 'Troppo grande: massimo #',
    wrongType: 'Questo tipo di file non può essere inviato',
    tooMany: 'Non è possibile inviare altri file',
    gone: 'Questo file non c’è più',
  },
  code: { copy: 'Copia', copied: 'Copiato' },
  seenBy: 'Visto da #',
  alerts: 'Suono e notifiche',
})
