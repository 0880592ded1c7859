import type { Article } from './material.ts'

/** Whether each line of a quote, and each part around a mark of omission, stands in one of the articles word by word. */
export function standsIn(quote: string, articles: readonly Article[]): boolean {
  const texts = articles.map(({ title, body }) => ` ${wordsOf([title, ...body].join('\n'))} `)
  return quote
    .split(/\n|…|\.\.\./)
    .map(wordsOf)
    .every((line) => line === '' || texts.some((text) => text.includes(` ${line} `)))
}

/** Words and figures without what is between them: Markdown's marks and where links lead don't count. */
function wordsOf(text: string): string {
  const shown = text.replaceAll(/\]\([^()\s]*\)/g, ']')
  return (shown.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ')
}
