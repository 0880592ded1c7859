import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Comment était cette discussion ?',
  rateScore: '# sur 5',
  rateWord: 'Dites-nous-en plus, si vous le souhaitez',
  rateSend: 'Envoyer la note',
  rateThanks: 'Merci pour votre note',
  help: {
    help: 'Aide',
    back: 'Retour',
    search: 'Rechercher dans l’aide',
    articles: 'Articles',
    all: 'Tous les articles',
    found: counted({ one: '# résultat', many: '# résultats', other: '# résultats' }),
    nothing: 'Rien trouvé pour « # »',
    ask: 'Posez-nous la question',
    questions: 'Questions fréquentes',
    stuck: 'Toujours bloqué ?',
    about: 'Au sujet de « # » : ',
    missing: 'Cet article n’existe plus.',
    page: 'Ouvrir sur le site',
    recent: 'Vos discussions récentes',
  },
  files: {
    attach: 'Joindre des fichiers',
    remove: 'Retirer #',
    tooLarge: 'Trop volumineux : # maximum',
    wrongType: 'Ce type de fichier ne peut pas être envoyé',
    tooMany: 'Impossible d’envoyer plus de fichiers',
    gone: 'Ce fichier n’existe plus',
  },
  code: { copy: 'Copier', copied: 'Copié' },
  seenBy: 'Vu par #',
  alerts: 'Son et notifications',
})
