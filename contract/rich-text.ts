import { readInline, type FindLinks, type Inline } from './inline-markup.ts'

/** A part of a formatted message, to make elements of. */
export type RichBlock =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly content: readonly RichBlock[] }
  | RichList

export interface RichList {
  readonly kind: 'list'
  /** The number of its first item; null where items have none. */
  readonly start: number | null
  readonly items: readonly RichItem[]
}

export interface RichItem {
  readonly content: readonly Inline[]
  /** The lists below it: no item of these has one. */
  readonly lists: readonly RichList[]
}

const FENCE = /^( *)(`{3,}|~{3,})([^`]*)$/
const QUOTED = /^ {0,3}>(?= |$|>) ?/
const ITEM = /^( *)(?:[-*]|(\d{1,9})[.)]) +(?=\S)/
/** A quote in a quote; one further in is text. */
const DEPTH_MAX = 2
/** An item this much further in than the first one is of a list below; other lines belong to the item before. */
const INDENT = 2

/**
 * The blocks of a message in the Markdown that people and models write in chats: a line is a line, what isn't closed is
 * text, and nothing becomes markup. Takes time in proportion to the text.
 *
 * @param findLinks `tokenize`, which whoever shows messages has already
 */
export function formatText(text: string, findLinks: FindLinks): readonly RichBlock[] {
  return formatLines(linesOf(text), findLinks)
}

export function linesOf(text: string): readonly string[] {
  return text.replace(/\r\n?/g, '\n').split('\n')
}

/**
 * The same of lines.
 *
 * @param depth how many quotes they are in
 */
export function formatLines(lines: readonly string[], findLinks: FindLinks, depth = 0): readonly RichBlock[] {
  const blocks: RichBlock[] = []
  const closing = closingFences(lines)
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length === 0) return
    blocks.push({ kind: 'paragraph', content: readInline(paragraph.join('\n'), findLinks) })
    paragraph = []
  }
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    const fenceEnd = closing.get(at)
    if (fenceEnd !== undefined) {
      endParagraph()
      blocks.push({ kind: 'code', text: codeIn(line, lines.slice(at + 1, fenceEnd)) })
      at = fenceEnd + 1
    } else if (depth < DEPTH_MAX && QUOTED.test(line)) {
      endParagraph()
      const end = endOf(lines, at, (one) => QUOTED.test(one))
      const inner = lines.slice(at, end).map((one) => one.replace(QUOTED, ''))
      blocks.push({ kind: 'quote', content: formatLines(inner, findLinks, depth + 1) })
      at = end
    } else if (beginsList(line, paragraph.length > 0)) {
      endParagraph()
      const { list, end } = readList(lines, at, closing, findLinks)
      blocks.push(list)
      at = end
    } else {
      if (line.trim() === '') endParagraph()
      else paragraph.push(line)
      at++
    }
  }
  endParagraph()
  return blocks
}

/** Where each block of code ends, by the line where it begins. What is never closed begins none. */
export function closingFences(lines: readonly string[]): ReadonlyMap<number, number> {
  const fences = lines.flatMap((line, at) => {
    const [, , marks = '', info = ''] = FENCE.exec(line) ?? []
    return marks === '' ? [] : [{ at, mark: marks.charAt(0), size: marks.length, mayClose: !info.trim() }]
  })
  // From the end: whether there is one at all that closes it, so that nobody looks in vain.
  const longest: Record<string, number> = {}
  const canClose = fences.map(() => false)
  for (let index = fences.length - 1; index >= 0; index--) {
    const fence = fences[index]
    if (!fence) continue
    const after = longest[fence.mark] ?? 0
    canClose[index] = after >= fence.size
    if (fence.mayClose) longest[fence.mark] = Math.max(after, fence.size)
  }
  const closing = new Map<number, number>()
  for (let index = 0; index < fences.length; index++) {
    const opener = fences[index]
    if (!opener || !canClose[index]) continue
    const closes = (fence: (typeof fences)[number]) =>
      fence.mayClose && fence.mark === opener.mark && fence.size >= opener.size
    for (let end = fences[++index]; end; end = fences[++index]) {
      if (!closes(end)) continue
      closing.set(opener.at, end.at)
      break
    }
  }
  return closing
}

/** Without the indent of the fence that begins it. */
function codeIn(fence: string, lines: readonly string[]): string {
  const indent = FENCE.exec(fence)?.[1]?.length ?? 0
  return lines.map((line) => line.slice(Math.min(indent, line.search(/\S|$/)))).join('\n')
}

/** A number in running text begins no list: only the first one does. */
function beginsList(line: string, isRunning: boolean): boolean {
  const [item, , number] = ITEM.exec(line) ?? []
  return item !== undefined && (!isRunning || number === undefined || number === '1')
}

interface ItemLines {
  readonly indent: number
  readonly number: string | undefined
  readonly text: string[]
}

function readList(
  lines: readonly string[],
  begin: number,
  /** Blocks of code end it, wherever they stand. */
  closing: ReadonlyMap<number, number>,
  findLinks: FindLinks,
): { readonly list: RichList; readonly end: number } {
  const items: ItemLines[] = []
  let end = begin
  for (let at = begin; at < lines.length; at++) {
    const line = lines[at] ?? ''
    // Blank lines are between items, or after the last one.
    if (line.trim() === '') continue
    const [mark, indent = '', number] = ITEM.exec(line) ?? []
    const first = items[0]
    if (mark === undefined) {
      if (at !== end || closing.has(at) || !line.startsWith(' '.repeat(INDENT))) break
      items.at(-1)?.text.push(line.trim())
    } else {
      const isSame = (number === undefined) === (first?.number === undefined)
      if (first && !isSame && indent.length < first.indent + INDENT) break
      items.push({ indent: indent.length, number, text: [line.slice(mark.length)] })
    }
    end = at + 1
  }
  return { list: listOf(items, findLinks, (items[0]?.indent ?? 0) + INDENT), end }
}

/** @param base from which indent on an item is of a list below */
function listOf(items: readonly ItemLines[], findLinks: FindLinks, base: number): RichList {
  const entries: { item: ItemLines; below: ItemLines[] }[] = []
  for (const item of items) {
    const last = entries.at(-1)
    if (last && item.indent >= base) last.below.push(item)
    else entries.push({ item, below: [] })
  }
  return {
    kind: 'list',
    start: items[0]?.number === undefined ? null : Number(items[0].number),
    items: entries.map(({ item, below }) => ({
      content: readInline(item.text.join('\n'), findLinks),
      lists: alike(below).map((group) => listOf(group, findLinks, Infinity)),
    })),
  }
}

/** Items that follow one another with numbers, or without. */
function alike(items: readonly ItemLines[]): readonly (readonly ItemLines[])[] {
  const groups: ItemLines[][] = []
  for (const item of items) {
    const group = groups.at(-1)
    const isSame = group && (group[0]?.number === undefined) === (item.number === undefined)
    if (isSame) group.push(item)
    else groups.push([item])
  }
  return groups
}

function endOf(lines: readonly string[], begin: number, isOf: (line: string) => boolean): number {
  let end = begin
  while (end < lines.length && isOf(lines[end] ?? '')) end++
  return end
}
