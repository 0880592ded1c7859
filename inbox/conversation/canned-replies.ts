import type { CannedReplyRow } from '../../contract/tables/canned-replies.ts'

export type CannedReply = Pick<CannedReplyRow, '$id' | 'shortcut' | 'text'>

/** As many as are offered at once. */
const OFFERED = 8

/** Those that a draft of `/` and some letters asks for: by shortcut first, then by a word of the text. */
export function cannedRepliesFor(draft: string, replies: readonly CannedReply[]): readonly CannedReply[] {
  const asked = /^\/(\S*)$/.exec(draft)?.[1]?.toLowerCase()
  if (asked === undefined) return []
  const byShortcut = replies.filter(({ shortcut }) => shortcut.toLowerCase().startsWith(asked))
  const byText = replies.filter(
    (reply) => !byShortcut.includes(reply) && reply.text.toLowerCase().includes(asked),
  )
  return [...byShortcut, ...byText].slice(0, OFFERED)
}

/** A reply's text with the names that stand in it; without one, what stood for it goes, with the blank before it. */
export function filledIn(
  text: string,
  names: { readonly visitor: string | null; readonly agent: string },
): string {
  return text
    .replaceAll('{agent}', () => names.agent)
    .replaceAll(names.visitor === null ? ' {visitor}' : '{visitor}', () => names.visitor ?? '')
    .replaceAll('{visitor}', '')
}
