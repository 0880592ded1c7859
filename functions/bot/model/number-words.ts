/** The number of each word that stands for one in a language. */
export type NumberWords = ReadonlyMap<string, number>

/**
 * Words for 2 to 20, then 30 to 100 in tens; forms of one number by a slash, `-` where it has no word of its own. One is an
 * article in most languages, so it isn't among them, nor what is another word more often (`neuf` and `sei`).
 */
const WORDS: Readonly<Record<string, string>> = {
  en: 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred',
  de: 'zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert/einhundert',
  es: 'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien',
  fr: 'deux trois quatre cinq six sept huit - dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingts/quatre-vingt quatre-vingt-dix cent',
  it: 'due tre quattro cinque - sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento',
  pt: 'dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem',
  nl: 'twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd',
  sv: 'två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio hundra',
  da: 'to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve tredive fyrre halvtreds tres halvfjerds firs halvfems hundrede',
  nb: 'to tre fire fem seks sju/syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tjue tretti førti femti seksti sytti åtti nitti hundre',
  pl: 'dwa/dwie/dwóch/dwu/dwoma trzy/trzech/trzema cztery/czterech pięć/pięciu sześć/sześciu siedem/siedmiu osiem/ośmiu dziewięć/dziewięciu dziesięć/dziesięciu jedenaście/jedenastu dwanaście/dwunastu trzynaście/trzynastu czternaście/czternastu piętnaście/piętnastu szesnaście/szesnastu siedemnaście/siedemnastu osiemnaście/osiemnastu dziewiętnaście/dziewiętnastu dwadzieścia/dwudziestu trzydzieści/trzydziestu czterdzieści/czterdziestu pięćdziesiąt/pięćdziesięciu sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt sto/stu',
  tr: 'iki üç dört beş altı yedi sekiz dokuz on - - - - - - - - - yirmi otuz kırk elli altmış yetmiş seksen doksan yüz',
}

/** How a ten and a unit are one word: `fünfundzwanzig`, `ventidue`, `tjugofem`. */
const JOINED: Readonly<Record<string, (ten: string, unit: string) => readonly string[]>> = {
  de: (ten, unit) => [`${unit}und${ten}`],
  nl: (ten, unit) => [`${unit}en${ten}`, `${unit}ën${ten}`],
  da: (ten, unit) => [`${unit}og${ten}`],
  sv: (ten, unit) => [ten + unit],
  nb: (ten, unit) => [ten + unit],
  it: (ten, unit) => [ten + unit],
  es: (_ten, unit) => [
    `veinti${unit}`,
    `veinti${unit.replace('dos', 'dós').replace('tres', 'trés').replace('seis', 'séis')}`,
  ],
}

const NONE: NumberWords = new Map()
const known = new Map<string, NumberWords>()

/** Of a language by its code (ISO 639-1); none of one that isn't known. */
export function numberWordsIn(language: string): NumberWords {
  const words = WORDS[language]
  if (words === undefined) return NONE
  let numbers = known.get(language)
  if (numbers === undefined) {
    numbers = readWords(words, JOINED[language])
    known.set(language, numbers)
  }
  return numbers
}

function readWords(words: string, joined: (typeof JOINED)[string] | undefined): NumberWords {
  const numbers = new Map<string, number>()
  words.split(' ').forEach((forms, place) => {
    const number = place <= 18 ? place + 2 : (place - 16) * 10
    if (forms !== '-') for (const form of forms.split('/')) numbers.set(form, number)
  })
  if (joined === undefined) return numbers
  const single = [...numbers]
  for (const [ten, tens] of single.filter(([, number]) => number >= 20 && number < 100)) {
    for (const [unit, units] of single.filter(([, number]) => number < 10)) {
      for (const word of joined(ten, unit)) if (!numbers.has(word)) numbers.set(word, tens + units)
    }
  }
  return numbers
}
