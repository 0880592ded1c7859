import { counted } from '../count-text.ts'
import { packLateTexts } from '../pack-texts.ts'

export const texts = packLateTexts({
  rate: 'Jaký byl tento chat?',
  rateScore: '# z 5',
  rateWord: 'Chcete něco dodat?',
  rateSend: 'Odeslat hodnocení',
  rateThanks: 'Děkujeme za hodnocení',
  help: {
    help: 'Nápověda',
    back: 'Zpět',
    search: 'Hledat v nápovědě',
    articles: 'Články',
    all: 'Všechny články',
    found: counted({ one: '# výsledek', few: '# výsledky', many: '# výsledku', other: '# výsledků' }),
    nothing: 'Pro „#“ se nic nenašlo',
    ask: 'Zeptejte se nás',
    questions: 'Časté dotazy',
    stuck: 'Stále si nevíte rady?',
    about: 'K článku „#“: ',
    missing: 'Tento článek už neexistuje.',
    page: 'Otevřít na webu',
    recent: 'Vaše poslední chaty',
  },
  files: {
    attach: 'Přiložit soubory',
    remove: 'Odebrat #',
    tooLarge: 'Příliš velký: nejvýše #',
    wrongType: 'Soubor tohoto typu nelze odeslat',
    tooMany: 'Více souborů nelze odeslat',
    gone: 'Tento soubor už neexistuje',
  },
  code: { copy: 'Kopírovat', copied: 'Zkopírováno' },
  seenBy: 'Zobrazil(a): #',
  alerts: 'Zvuk a oznámení',
})
