/**
 * The text of an answer of kind `choices` lists its articles: a mail, a script or an export shows no buttons. What shows
 * buttons shows the sentence before them alone.
 */
const ITEM = '\n• '

export function choicesText(sentence: string, titles: readonly string[]): string {
  return [sentence, ...titles].join(ITEM)
}

export function sentenceOf(text: string): string {
  return text.split(ITEM, 1)[0] ?? ''
}
