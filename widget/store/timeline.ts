import type { MessageRow } from '../../contract/tables/messages.ts'
import type { OutgoingMessage } from './chat-state.ts'

/** A message as the log shows it. */
export type Entry =
  | { readonly kind: 'stored'; readonly id: string; readonly at: number; readonly row: MessageRow }
  | {
      readonly kind: 'outgoing'
      readonly id: string
      readonly at: number
      readonly message: OutgoingMessage
    }

/** Messages of one author in a row; one of system events. */
export interface Group {
  readonly key: string
  readonly author: 'visitor' | 'bot' | 'agent' | 'system'
  readonly name: string | null
  readonly entries: readonly Entry[]
  /** When its last message was sent, in milliseconds since 1970. */
  readonly at: number
  /** Whether it is the first of its day. */
  readonly startsDay: boolean
  /** Whether its time is shown: the next group is long after it, or there is none. */
  readonly showsTime: boolean
}

/** Messages of one author this close are grouped. */
const GROUP_GAP_MS = 60_000
/** Times are shown only where a pause this long makes them interesting. */
const TIME_GAP_MS = 5 * 60_000

/** What the log shows: stored messages by sequence, then the visitor's unconfirmed ones, in groups. */
export function groupTimeline(
  stored: readonly MessageRow[],
  outgoing: readonly OutgoingMessage[],
): readonly Group[] {
  const confirmed = new Set(stored.map((row) => row.$id))
  const entries: readonly Entry[] = [
    ...stored.map((row) => ({ kind: 'stored', id: row.$id, at: Date.parse(row.$createdAt), row }) as const),
    ...outgoing
      .filter((message) => !confirmed.has(message.id))
      .map((message) => ({ kind: 'outgoing', id: message.id, at: message.at, message }) as const),
  ]
  const groups: { author: Group['author']; name: string | null; entries: Entry[]; at: number }[] = []
  for (const entry of entries) {
    const { author, name } = authorOf(entry)
    const last = groups.at(-1)
    if (
      last &&
      last.author === author &&
      last.name === name &&
      author !== 'system' &&
      entry.at - last.at < GROUP_GAP_MS &&
      isSameDay(entry.at, last.at)
    ) {
      last.entries.push(entry)
      last.at = entry.at
    } else groups.push({ author, name, entries: [entry], at: entry.at })
  }
  return groups.map((group, index) => {
    const before = groups[index - 1]
    const after = groups[index + 1]
    return {
      ...group,
      key: group.entries[0]?.id ?? '',
      startsDay: !before || !isSameDay(before.at, group.at),
      showsTime: group.author !== 'system' && (!after || after.at - group.at >= TIME_GAP_MS),
    }
  })
}

function authorOf(entry: Entry): { author: Group['author']; name: string | null } {
  if (entry.kind === 'outgoing') return { author: 'visitor', name: null }
  const { sender, authorName } = entry.row
  return sender === 'user'
    ? { author: 'visitor', name: null }
    : { author: sender ?? 'system', name: authorName }
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
