/** Letters that Unicode doesn't take apart into a letter and its accent. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['æ', 'a'],
  ['œ', 'oe'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
])

/**
 * Small letters without accents, as people type them where a keyboard or their patience lacks them. Texts are folded
 * before words are stemmed: both spellings then have one stem.
 */
export function foldLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœłđı]/g, (letter) => PLAIN.get(letter) ?? letter)
    .replace(/[’‘ʼ`´]/g, "'")
}
