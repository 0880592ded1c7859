/** A piece of a message: plain, or a link whose `href` is safe to put on an anchor. */
export type TextToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

/** Web addresses and mail addresses; what follows a sentence's end is cut off below. */
const CANDIDATE = /https?:\/\/[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu
/** Punctuation that belongs to the sentence, not to the address. */
const TRAILING = /[.,;:!?'’”»…]+$/u
/** Controls, zero-width and bidirectional marks: they can make an address look like another one. */
const INVISIBLE =
  // oxlint-disable-next-line eslint/no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu

/** A message's text as pieces to make elements of. Nothing in it becomes markup. */
export function tokenize(text: string): readonly TextToken[] {
  const tokens: TextToken[] = []
  let end = 0
  for (const match of text.matchAll(CANDIDATE)) {
    const candidate = trim(match[0])
    const href = safeHref(candidate.includes('://') ? candidate : `mailto:${candidate}`)
    if (href === null) continue
    if (match.index > end) tokens.push({ kind: 'text', text: text.slice(end, match.index) })
    tokens.push({ kind: 'link', text: candidate, href })
    end = match.index + candidate.length
  }
  if (end < text.length) tokens.push({ kind: 'text', text: text.slice(end) })
  return tokens
}

/** An address to link to, or null when it is not http, https or mailto, or hides something. */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address.replace(INVISIBLE, ''))
    // A name before an @ can pass for the host.
    if (url.username || url.password) return null
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

/** A closing bracket stays when the address itself opened it. */
function trim(candidate: string): string {
  let address = candidate.replace(TRAILING, '')
  while (address.endsWith(')') && count(address, ')') > count(address, '(')) {
    address = address.slice(0, -1).replace(TRAILING, '')
  }
  return address
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
