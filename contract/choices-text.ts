/**
 * The text of an answer that offers articles ends with their titles: a mail, a script or an export shows no buttons. What
 * shows buttons shows the text before them alone.
 */
export function withChoices(text: string, titles: readonly string[]): string {
  return text + listOf(titles)
}

export function withoutChoices(text: string, titles: readonly string[]): string {
  const list = listOf(titles)
  return text.endsWith(list) ? text.slice(0, text.length - list.length) : text
}

function listOf(titles: readonly string[]): string {
  return titles.map((title) => `\n• ${title}`).join('')
}
