import { readInline, type FindLinks, type Inline } from '../../contract/inline-markup.ts'
import { closingFences, formatLines, linesOf, type RichBlock } from '../../contract/rich-text.ts'
import { safeHref } from '../../contract/safe-href.ts'

/** A part of an article: what messages have, and headings. */
export type ArticleBlock = RichBlock | { readonly kind: 'heading'; readonly content: readonly Inline[] }

const HEADING = /^#{1,6}\s+/
/** Between parts of the text, under a heading, or under the head of a table. */
const RULE = /^[-=*_|:\s]{2,}$/
const BULLET = /^([\t ]*)[+•]\s+/
/** What a line begins with that is no more of the line before it. */
const BEGINNING = /^\s*(?:[-*>|`~#]|\d{1,9}[.)]\s|$)/
/** A line this long ends where its editor wrapped it; the end of a shorter one is meant. */
const WRAPPED_MIN = 60
/** In its address brackets come in pairs, one deep. */
const LABELLED = /(!?)\[([^[\]]+)\]\(((?:[^()\s]|\([^()\s]*\))+)\)/g

/**
 * The blocks of an article in Markdown or plain text: those of a message, and what only longer texts have. Takes time
 * in proportion to the text.
 */
export function formatArticle(body: string, findLinks: FindLinks): readonly ArticleBlock[] {
  const lines = linesOf(body)
  const closing = closingFences(lines)
  const blocks: ArticleBlock[] = []
  let text: string[] = []
  let rows: string[] = []
  let mayWrap = false
  function end(): void {
    blocks.push(...formatLines(text, findLinks))
    if (rows.length > 0) blocks.push({ kind: 'paragraph', content: readInline(rows.join('\n'), findLinks) })
    text = []
    rows = []
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const trimmed = line.trim()
    const before = mayWrap ? text.at(-1) : undefined
    mayWrap = false
    const fenceEnd = closing.get(at)
    const isRow = fenceEnd === undefined && trimmed.startsWith('|')
    if (isRow !== rows.length > 0) end()
    if (fenceEnd !== undefined) {
      text.push(...lines.slice(at, fenceEnd + 1))
      at = fenceEnd
    } else if (RULE.test(trimmed)) end()
    else if (isHeading(trimmed)) {
      end()
      blocks.push({ kind: 'heading', content: readInline(headingText(trimmed), findLinks) })
    } else if (isRow) rows.push(cellsText(trimmed))
    else {
      const shown = withLabels(line.replace(BULLET, '$1- '))
      if (before === undefined || BEGINNING.test(shown)) text.push(shown)
      else text[text.length - 1] = `${before} ${shown.trim()}`
      mayWrap = line.length >= WRAPPED_MIN
    }
  }
  end()
  return blocks
}

/** `## Prices ##`, or `**Prices**` by itself. */
function isHeading(line: string): boolean {
  const isBold = line.length > 4 && line.startsWith('**') && line.indexOf('**', 2) === line.length - 2
  return isBold || HEADING.test(line)
}

function headingText(line: string): string {
  let text = line.replace(HEADING, '')
  while (text.endsWith('#')) text = text.slice(0, -1)
  return withLabels(text.trim().replaceAll('**', ''))
}

/** A row of a table: a panel is too narrow for columns. */
function cellsText(line: string): string {
  const cells = line.split('|').map((cell) => cell.trim())
  return withLabels(cells.filter((cell) => cell !== '').join(' · '))
}

/**
 * A picture as its description, as an article shows nothing that another server sees being loaded; a link that leads
 * nowhere from here, such as to a file beside the article, as its own text.
 */
function withLabels(text: string): string {
  return text.replace(LABELLED, (link: string, picture: string, label: string, address: string) =>
    picture || safeHref(address) === null ? label : link,
  )
}
