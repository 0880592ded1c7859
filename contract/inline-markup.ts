import { gluedScripts } from './glued-scripts.ts'
import { otherDestination } from './link-destination.ts'
import { safeHref } from './safe-href.ts'
import type { TextToken } from './text-tokens.ts'

/** A piece of a line. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: Emphasis; readonly content: readonly Inline[] }
  | RichLink

export type Emphasis = 'bold' | 'italic' | 'strike'

export interface RichLink {
  readonly kind: 'link'
  /** Safe to put on an anchor. */
  readonly href: string
  readonly content: readonly Inline[]
  /** Where it really leads, to be shown beside a text that looks like another address; else null. */
  readonly destination: string | null
}

export type FindLinks = (text: string) => readonly TextToken[]

/**
 * What may be markup: an escaped mark, marks of code, a link, marks of emphasis, the end of a line. In a link's address
 * brackets come in pairs, one deep.
 */
const MARKUP = new RegExp(
  [
    String.raw`\\(?<escaped>[\\*_~\x60[\]])`,
    String.raw`\x60+`,
    String.raw`\[(?<label>[^[\]]+)\]\((?<address>(?:https?:\/\/|mailto:|tel:)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)`,
    String.raw`\*+|_+|~+`,
    String.raw`\n`,
  ].join('|'),
  'giu',
)
/** What emphasis neither begins nor ends beside: `2*3*4` and snake_case are words. Glued scripts have no blanks between words. */
const WORDY = new RegExp(String.raw`^(?![${gluedScripts}])[\p{L}\p{M}\p{N}]$`, 'u')

/** By mark. Of three stars two are bold. */
const EMPHASES: Readonly<Record<string, Emphasis>> = {
  '*': 'italic',
  _: 'italic',
  '**': 'bold',
  __: 'bold',
  '~~': 'strike',
}

interface Opener {
  readonly mark: string
  /** Of its text among the pieces, which it is unless it is closed. */
  readonly at: number
}

/** The pieces of a paragraph. At most one mark of each kind is open at a time: that bounds depth, and time. */
export function readInline(text: string, findLinks: FindLinks): readonly Inline[] {
  const pieces: Inline[] = []
  const codeEnds = endsOfCode(text)
  const links = linksIn(text, findLinks)
  let open: Opener[] = []
  let done = 0
  let nextLink = 0

  /** Text up to a place, with the addresses that begin in it, whose marks are theirs. */
  function plainUpTo(end: number): void {
    for (let link = links[nextLink]; link && link.begin <= end; link = links[++nextLink]) {
      if (link.begin < done) continue
      if (link.begin > done) pieces.push({ kind: 'text', text: text.slice(done, link.begin) })
      // It shows where it leads.
      const content = [{ kind: 'text', text: link.text }] as const
      pieces.push({ kind: 'link', href: link.href, content, destination: null })
      done = link.end
    }
    if (end > done) pieces.push({ kind: 'text', text: text.slice(done, end) })
    done = Math.max(done, end)
  }

  function emphasise(run: string, begin: number): void {
    const [before, after] = [characterBefore(text, begin), characterAt(text, begin + run.length)]
    const mayClose = before.trim() !== '' && !WORDY.test(after)
    const mayOpen = after.trim() !== '' && !WORDY.test(before)
    const marks = marksOf(run)
    let left = marks
    // Of three stars two may close one kind, and one the other.
    for (let tries = mayClose ? marks.length : 0; tries > 0; tries--) {
      const opener = open.findLast(({ mark }) => left.includes(mark))
      const kind = opener && EMPHASES[opener.mark]
      if (!opener || !kind || opener.at === pieces.length - 1) break
      pieces.splice(opener.at, Infinity, { kind, content: pieces.slice(opener.at + 1) })
      open = open.slice(0, open.indexOf(opener))
      left = left.filter((mark) => mark !== opener.mark)
    }
    for (const mark of mayOpen ? left : []) {
      open = [...open.filter((one) => one.mark !== mark), { mark, at: pieces.length }]
      pieces.push({ kind: 'text', text: mark })
    }
    if (!mayOpen && left.length > 0) {
      pieces.push({ kind: 'text', text: marks.length > 0 ? left.join('') : run })
    }
    done = begin + run.length
  }

  MARKUP.lastIndex = 0
  for (let match = MARKUP.exec(text); match; match = MARKUP.exec(text)) {
    const { 0: found, index, groups = {} } = match
    plainUpTo(index)
    const codeEnd = codeEnds.get(index)
    const { escaped, label, address } = groups
    const href = address === undefined ? null : safeHref(address)
    if (done > index) {
      // In an address.
    } else if (escaped !== undefined) {
      pieces.push({ kind: 'text', text: escaped })
      done = index + found.length
    } else if (codeEnd !== undefined) {
      pieces.push({ kind: 'code', text: codeIn(text.slice(index + found.length, codeEnd - found.length)) })
      done = codeEnd
    } else if (label !== undefined && href !== null) {
      const content = readInline(label, noLinks)
      pieces.push({ kind: 'link', href, content, destination: otherDestination(plainOf(content), href) })
      done = index + found.length
    } else if (found === '\n') {
      pieces.push({ kind: 'break' })
      done = index + found.length
    } else if (marksOf(found).length > 0) emphasise(found, index)
    else plainUpTo(label === undefined ? index + found.length : index + 1)
    MARKUP.lastIndex = done
  }
  plainUpTo(text.length)
  return pieces
}

/** What is read of some pieces. */
function plainOf(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'break') return ' '
      return 'content' in piece ? plainOf(piece.content) : piece.text
    })
    .join('')
}

/** A link's own text has no further links. */
function noLinks(): readonly TextToken[] {
  return []
}

/** A run of marks as those that may be open: none if it means nothing. */
function marksOf(run: string): readonly string[] {
  if (EMPHASES[run]) return [run]
  const mark = run.charAt(0)
  return run.length === 3 && mark !== '~' ? [mark + mark, mark] : []
}

/** Where the code ends that begins at each place: behind the next run of as many backticks. */
function endsOfCode(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  const next = new Map<number, number>()
  for (const { 0: run, index } of [...text.matchAll(/`+/g)].reverse()) {
    const end = next.get(run.length)
    if (end !== undefined) ends.set(index, end)
    next.set(run.length, index + run.length)
  }
  return ends
}

/** Blanks beside the marks keep apart a backtick of the code. */
function codeIn(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return /^ .*\S.* $/.test(line) ? line.slice(1, -1) : line
}

interface FoundLink {
  readonly text: string
  readonly href: string
  readonly begin: number
  readonly end: number
}

function linksIn(text: string, findLinks: FindLinks): readonly FoundLink[] {
  let at = 0
  return findLinks(text).flatMap((token) => {
    const begin = at
    at += token.text.length
    return token.kind === 'link' ? [{ text: token.text, href: token.href, begin, end: at }] : []
  })
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function characterBefore(text: string, at: number): string {
  return /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? ''
}
