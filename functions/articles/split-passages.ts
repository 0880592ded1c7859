import { plainLines, type Line } from './plain-lines.ts'

/** A part of an article that can be quoted, as plain text. */
export interface Passage {
  readonly text: string
  /** The heading above it, or null. */
  readonly heading: string | null
  /** Which of the article's paragraphs it is of: a long one is several passages. */
  readonly paragraph: number
}

/** Longer paragraphs are several passages. In characters. */
export const PASSAGE_MAX = 320
/** A heading is a short line. In characters. */
const HEADING_MAX = 90

/** The passages of an article's body, in its order. A heading is none. */
export function splitPassages(body: string): Passage[] {
  const passages: Passage[] = []
  let heading: string | null = null
  let introduction = ''
  const blocks = blocksOf(plainLines(body))
  blocks.forEach((block, paragraph) => {
    const next = blocks[paragraph + 1]
    if (isHeading(block, next)) {
      heading = block.text
      return
    }
    // "We take:" belongs to the list below it.
    if (
      block.text.endsWith(':') &&
      next !== undefined &&
      !next.isHeading &&
      block.text.length <= PASSAGE_MAX / 2
    ) {
      introduction = `${introduction}${block.text}\n`
      return
    }
    for (const text of splitAtSentences(introduction + block.text))
      passages.push({ text, heading, paragraph })
    introduction = ''
  })
  return passages
}

interface Block {
  readonly text: string
  readonly isHeading: boolean
  readonly isList: boolean
}

/** Paragraphs and marked headings: what blank lines or marks part. */
function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  let open: Line[] = []
  const close = () => {
    const text = open.map((line) => line.text).join('\n')
    if (text !== '') blocks.push({ text, isHeading: false, isList: open[0]?.kind === 'item' })
    open = []
  }
  for (const line of lines) {
    if (line.kind === 'blank') close()
    else if (line.kind === 'heading') {
      close()
      blocks.push({ text: line.text, isHeading: true, isList: false })
    } else open.push(line)
  }
  close()
  return blocks
}

/** A marked one, or a short line without a full stop above a paragraph. */
function isHeading(block: Block, next: Block | undefined): boolean {
  if (block.isHeading) return true
  return (
    next !== undefined &&
    !block.isList &&
    block.text.length <= HEADING_MAX &&
    !block.text.includes('\n') &&
    !/[.!:;,…]$/.test(block.text) &&
    next.text.length > block.text.length
  )
}

/** Parts of at most 320 characters each, that end with a sentence or line where one ends in their second half. */
function splitAtSentences(text: string): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > PASSAGE_MAX) {
    const cut = endOfSentence(rest) ?? endOfWord(rest) ?? startOfCharacter(rest, PASSAGE_MAX)
    parts.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  return [...parts, rest].filter((part) => part !== '')
}

function endOfSentence(text: string): number | null {
  for (let place = PASSAGE_MAX - 1; place > PASSAGE_MAX / 2; place--) {
    if (text[place] === '\n') return place
    if (/[.!?…]/.test(text[place - 1] ?? '') && text[place] === ' ') return place
  }
  return null
}

function endOfWord(text: string): number | null {
  const place = text.lastIndexOf(' ', PASSAGE_MAX - 1)
  return place > PASSAGE_MAX / 2 ? place : null
}

/** Where the character at a place begins: many an emoji is several code units long, and would be cut in two. */
function startOfCharacter(text: string, place: number): number {
  // A paragraph may be long; a character that is longer than this is cut all the same.
  // The first segmenter of a process takes longer than all else that the function does at its start.
  const at = new Intl.Segmenter('en', { granularity: 'grapheme' })
    .segment(text.slice(0, place + 50))
    .containing(place)
  return at === undefined || at.index === 0 ? place : at.index
}
