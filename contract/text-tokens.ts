import { gluedScripts } from './glued-scripts.ts'
import { safeHref } from './safe-href.ts'

/** A piece of a message: plain, or a link whose `href` is safe to put on an anchor. */
export type TextToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

/** Printable ASCII that may be part of an address: browsers take more, but `|`, `^`, backslash and backtick are markup. */
const PLAIN = String.raw`!#-;=?-[\]_a-z{}~`
/** Words of all other scripts are part of an address wherever they are: Käse, L’Oréal, путь. */
const WORDS = String.raw`(?![${gluedScripts}])[·’‐-–\p{L}\p{M}\p{N}]`
/**
 * Glued ones are part of a path (`/wiki/東京`), but neither right behind ASCII letters (`/a입니다`) nor behind a bare
 * host (`https://example.com/を`). Punctuation and symbols beyond ASCII end an address everywhere.
 */
const GLUED_WORDS = String.raw`(?<![a-z\d*)]|:\/\/[a-z\d.:-]*\/)(?=[${gluedScripts}])[\p{L}\p{M}\p{N}]`
/** Web addresses and e-mail addresses; what follows a sentence's end is cut off below. */
const CANDIDATE = new RegExp(
  String.raw`https?:\/\/(?:[${PLAIN}]|${WORDS}|${GLUED_WORDS})+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
  'giu',
)
/** Punctuation that belongs to the sentence, or to Markdown, and not to the address. */
const TRAILING = /[.,;:!?'*~’·‐-–]/u
/** A message's text as pieces to make elements of. Nothing in it becomes markup. */
export function tokenize(text: string): readonly TextToken[] {
  const tokens: TextToken[] = []
  let end = 0
  for (const match of text.matchAll(CANDIDATE)) {
    const candidate = trim(match[0], text[match.index - 1])
    const href = safeHref(candidate.includes('://') ? candidate : `mailto:${candidate}`)
    if (href === null) continue
    if (match.index > end) tokens.push({ kind: 'text', text: text.slice(end, match.index) })
    tokens.push({ kind: 'link', text: candidate, href })
    end = match.index + candidate.length
  }
  if (end < text.length) tokens.push({ kind: 'text', text: text.slice(end) })
  return tokens
}

/** Ends an address where a bracket closes that it didn't open, and before the marks of Markdown around it. */
function trim(candidate: string, before = ''): string {
  const open: string[] = []
  let address = candidate
  for (const { 0: mark, index } of candidate.matchAll(/[()[\]{}]|\*\*/g)) {
    const opener = OPENER_OF[mark]
    if (opener === undefined) open.push(mark)
    else if (open.pop() !== opener) {
      address = candidate.slice(0, index)
      break
    }
  }
  address = withoutEnd(address, TRAILING)
  return before === '_' ? withoutEnd(address, /_/) : address
}

/** From the end: a pattern that ends there would start over at every mark. */
function withoutEnd(text: string, mark: RegExp): string {
  let end = text.length
  while (mark.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** What must precede each; nothing opens `**`. */
const OPENER_OF: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '**': '' }
