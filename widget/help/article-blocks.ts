import type { safeHref } from '../../contract/safe-href.ts'
import type { tokenize } from '../../contract/text-tokens.ts'

/** A part of an article, to make elements of. Blocks and pieces are named as those of formatted messages. */
export type ArticleBlock =
  | { readonly kind: 'heading'; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | ArticleList

export interface ArticleList {
  readonly kind: 'list'
  /** The number of its first item; null where items have none. */
  readonly start: number | null
  readonly items: readonly { readonly content: readonly Inline[] }[]
}

/** A piece of a line. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold'; readonly content: readonly Inline[] }
  /** Safe to put on an anchor. */
  | { readonly kind: 'link'; readonly href: string; readonly text: string }

const HEADING = /^#{1,6}\s+/
const ITEM = /^(?:[-*+•]|(\d{1,9})[.)])\s+/
const RULE = /^[-=*_|:\s]{2,}$/
const FENCE = /^(?:```|~~~)/

/** What reads addresses, which the conversation has already. */
export interface LinkReader {
  readonly safeHref: typeof safeHref
  readonly tokenize: typeof tokenize
}

/** The blocks of a body in Markdown or plain text. Nothing becomes markup; takes time in proportion to the text. */
export function articleBlocks(body: string, links: LinkReader): readonly ArticleBlock[] {
  const inlineOf = (text: string) => readInline(text, links)
  const blocks: ArticleBlock[] = []
  let paragraph: string[] = []
  let list: {
    readonly isNumbered: boolean
    readonly items: { readonly content: readonly Inline[] }[]
  } | null = null
  let code: string[] | null = null

  function endParagraph(): void {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', content: inlineOf(paragraph.join('\n')) })
    paragraph = []
  }

  function addItem(text: string, number: string | undefined): void {
    endParagraph()
    const isNumbered = number !== undefined
    if (list?.isNumbered !== isNumbered) {
      list = { isNumbered, items: [] }
      blocks.push({ kind: 'list', start: isNumbered ? Number(number) : null, items: list.items })
    }
    list.items.push({ content: inlineOf(text) })
  }

  for (const raw of body.split(/\r?\n|\r/)) {
    const line = raw.trim()
    const isFence = FENCE.test(line)
    if (code !== null) {
      if (!isFence) code.push(raw)
      else {
        blocks.push({ kind: 'code', text: code.join('\n') })
        code = null
      }
      continue
    }
    const item = ITEM.exec(line)
    // Blank lines may be between the items of a list.
    if (item === null && line !== '') list = null
    if (isFence || line === '' || RULE.test(line)) {
      endParagraph()
      if (isFence) code = []
    } else if (HEADING.test(line) || isBoldAlone(line)) {
      endParagraph()
      blocks.push({ kind: 'heading', content: inlineOf(headingText(line)) })
    } else if (item !== null) addItem(line.slice(item[0].length), item[1])
    else paragraph.push(plainLine(line))
  }
  endParagraph()
  if (code !== null) blocks.push({ kind: 'code', text: code.join('\n') })
  return blocks
}

function isBoldAlone(line: string): boolean {
  return line.length > 4 && line.startsWith('**') && line.indexOf('**', 2) === line.length - 2
}

/** `## Prices ##` and `**Prices**` */
function headingText(line: string): string {
  let text = line.replace(HEADING, '')
  while (text.endsWith('#')) text = text.slice(0, -1)
  return text.trim().replaceAll('**', '')
}

/** A quote without its mark, a row of a table as its cells. */
function plainLine(line: string): string {
  if (line.startsWith('>')) return line.slice(1).trim()
  if (!line.startsWith('|')) return line
  const cells = line.split('|').map((cell) => cell.trim())
  return cells.filter((cell) => cell !== '').join(' · ')
}

const MARKUP = /(?<bold>\*\*|__)|`(?<code>[^`\n]+)`|!?\[(?<label>[^[\]]+)\]\((?<address>[^()\s]+)\)/g

/** A picture is its description: an article shows nothing that another server sees being loaded. */
function readInline(text: string, { safeHref, tokenize }: LinkReader): readonly Inline[] {
  const whole: Inline[] = []
  let bold: { readonly mark: string; readonly content: Inline[] } | null = null
  let end = 0
  const add = (...pieces: readonly Inline[]) => (bold?.content ?? whole).push(...pieces)
  for (const match of text.matchAll(MARKUP)) {
    const { bold: mark, code, label, address = '' } = match.groups ?? {}
    add(...tokenize(text.slice(end, match.index)))
    end = match.index + match[0].length
    if (code !== undefined) add({ kind: 'code', text: code })
    else if (label !== undefined) {
      const href = match[0].startsWith('!') ? null : safeHref(address)
      add(href === null ? { kind: 'text', text: label } : { kind: 'link', href, text: label })
    } else if (mark !== undefined && bold === null) bold = { mark, content: [] }
    else if (bold !== null && bold.mark === mark) {
      whole.push({ kind: 'bold', content: bold.content })
      bold = null
    } else add({ kind: 'text', text: match[0] })
  }
  add(...tokenize(text.slice(end)))
  // What isn't closed is text.
  return bold === null ? whole : [...whole, { kind: 'text', text: bold.mark }, ...bold.content]
}
