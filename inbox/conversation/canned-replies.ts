import type { CannedReplyRow } from '../../contract/tables/canned-replies.ts'

export type CannedReply = Pick<CannedReplyRow, '$id' | 'shortcut' | 'text'>

/** As many as are offered at once. */
const OFFERED = 8

/** What a draft of `/` and some letters asks for, in lower case; null where it asks for no canned reply. */
export function askedBy(draft: string): string | null {
  return /^\/(\S*)$/.exec(draft)?.[1]?.toLowerCase() ?? null
}

/** Those that a draft asks for: by shortcut first, then by a word of the text. */
export function cannedRepliesFor(draft: string, replies: readonly CannedReply[]): readonly CannedReply[] {
  const asked = askedBy(draft)
  if (asked === null) return []
  const byShortcut = replies.filter(({ shortcut }) => shortcut.toLowerCase().startsWith(asked))
  const byText = replies.filter(
    (reply) => !byShortcut.includes(reply) && reply.text.toLowerCase().includes(asked),
  )
  return [...byShortcut, ...byText].slice(0, OFFERED)
}

/** A visitor who is spoken to at the beginning, or at the end of what is said: with the comma that sets them apart. */
const SPOKEN_TO_FIRST = /^\{visitor\}[,:!] (\S?)/u
const SPOKEN_TO_LAST = /, \{visitor\}(?=[.,;:!?…]|$)/gmu

/** A reply's text with the names that stand in it; without one, what stood for it goes, with the blank and the comma before it. */
export function filledIn(
  text: string,
  names: { readonly visitor: string | null; readonly agent: string },
): string {
  const named = text.replaceAll('{agent}', () => names.agent)
  const { visitor } = names
  if (visitor !== null) return named.replaceAll('{visitor}', () => visitor)
  return named
    .replace(SPOKEN_TO_FIRST, (_, letter: string) => letter.toUpperCase())
    .replaceAll(SPOKEN_TO_LAST, '')
    .replaceAll(' {visitor}', '')
    .replaceAll('{visitor}', '')
}
