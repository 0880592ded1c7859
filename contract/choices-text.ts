/**
 * The text of an answer that offers articles ends with a sentence and their titles: a mail, a script or an export shows no
 * buttons. What shows buttons shows the text before them, and the sentence above the buttons.
 */
export function withChoices(text: string, titles: readonly string[]): string {
  return text + listOf(titles)
}

/** `lead` is the last paragraph before the titles; `body` is what precedes it, or all of it where nothing does. */
export function withoutChoices(
  text: string,
  titles: readonly string[],
): { readonly body: string; readonly lead: string } {
  const list = listOf(titles)
  const rest = titles.length > 0 && text.endsWith(list) ? text.slice(0, text.length - list.length) : text
  const end = rest === text ? -1 : rest.lastIndexOf('\n\n')
  return end < 0 ? { body: rest, lead: '' } : { body: rest.slice(0, end), lead: rest.slice(end + 2) }
}

function listOf(titles: readonly string[]): string {
  return titles.map((title) => `\n• ${title}`).join('')
}
