import { isNewer } from '../contract/is-newer.ts'
import type { MessageRow } from '../contract/tables/messages.ts'

/** Messages as one read answered them. */
export interface MessagePage {
  /** Oldest first. */
  readonly messages: readonly MessageRow[]
  /** Whether more exist in the direction that was asked for. */
  readonly hasMore: boolean
}

/** Which row of a session it is. */
export type Place = Pick<MessageRow, '$id' | '$sequence'>

/**
 * What is known of one session's messages. A value: every function here gives a new one, or the same when nothing
 * changes.
 *
 * Only a finished read moves `cursor`. A row that came by an event, or as the answer to an own message, vouches for
 * nothing before it: were it taken as a place to read on from, what was lost just before it would stay lost.
 */
export interface Transcript {
  /** By `$sequence`, each id once, in its newest version; without a gap as far as reads can tell. */
  readonly rows: readonly MessageRow[]
  /** Whether there are messages before the first row. */
  readonly hasOlder: boolean
  /** Up to this row everything has been read; null: begin with the newest page. */
  readonly cursor: string | null
  /** How many of the messages before the first row `messageCount` counts. */
  readonly olderCount: number
  /** Deleted rows, by id, with their `$sequence`: an event or answer that comes late brings none of them back. */
  readonly deleted: ReadonlyMap<string, number>
  /** Rows that a later read didn't find, or that an own call deleted, likewise: only a read brings one back. */
  readonly missing: ReadonlyMap<string, number>
}

export const emptyTranscript: Transcript = {
  rows: [],
  hasOlder: false,
  cursor: null,
  olderCount: 0,
  deleted: new Map(),
  missing: new Map(),
}

/**
 * So many rows before the cursor are read again, and all that were written within this time before it: what the counter
 * doesn't count must be found by reading.
 */
const OVERLAP = 10
const OVERLAP_MS = 10_000

/** The first page of a session, from an answer that holds both. */
export function transcriptOf(page: MessagePage, messageCount: number): Transcript {
  return startedOver(emptyTranscript, emptyTranscript, page, messageCount)
}

/**
 * The row after which to read on: some rows before the cursor, because rows become visible in another order than their
 * sequence says, and not after one that is still being written, whose end may be what was missed. Reading a row twice is
 * harmless. Null: begin with the newest page.
 */
export function readingPosition({ rows, cursor }: Transcript): string | null {
  const last = rows.findIndex((row) => row.$id === cursor)
  if (last < 0) return cursor
  const settledAt = Date.parse(rows[last]?.$createdAt ?? '') - OVERLAP_MS
  const unfinished = rows.findIndex((row) => row.state === 'streaming')
  if (unfinished === 0) return null
  const unsettled = rows.findIndex((row) => Date.parse(row.$createdAt) > settledAt)
  const before = unfinished < 0 ? last : unfinished - 1
  return rows[Math.max(0, Math.min(before, last - OVERLAP, unsettled - 1))]?.$id ?? null
}

/** With rows from events and answers, in any order, some of them known already. */
export function received(transcript: Transcript, rows: readonly MessageRow[]): Transcript {
  const { hasOlder, deleted, missing } = transcript
  const first = transcript.rows[0]
  const fresh = rows.filter(
    // A row from before the first one is left to the page that it belongs to: shown alone it would hide a gap.
    (row) =>
      !isAmong(deleted, row) &&
      !isAmong(missing, row) &&
      !(hasOlder && first && row.$sequence < first.$sequence),
  )
  return merged(transcript, fresh)
}

/** Without rows whose deletion was told. */
export function removed(transcript: Transcript, rows: readonly Place[]): Transcript {
  const deleted = withPlaces(transcript.deleted, rows)
  return { ...transcript, deleted, rows: transcript.rows.filter((row) => !isAmong(deleted, row)) }
}

/** Without rows that were probably deleted: a read brings back those that were not. */
export function forgotten(transcript: Transcript, rows: readonly Place[]): Transcript {
  const missing = withPlaces(transcript.missing, rows)
  return { ...transcript, missing, rows: transcript.rows.filter((row) => !isAmong(missing, row)) }
}

function withPlaces(
  places: ReadonlyMap<string, number>,
  rows: readonly Place[],
): ReadonlyMap<string, number> {
  return new Map([...places, ...rows.map(({ $id, $sequence }) => [$id, $sequence] as const)])
}

/** A message that was sent again after it was deleted is another row of the same id: its number is higher. */
function isAmong(places: ReadonlyMap<string, number>, { $id, $sequence }: Place): boolean {
  return $sequence <= (places.get($id) ?? -1)
}

/** With the page after the cursor, which moves on. */
export function readOn(transcript: Transcript, page: MessagePage): Transcript {
  const next = merged(revived(transcript, page.messages), page.messages)
  return { ...next, cursor: page.messages.at(-1)?.$id ?? transcript.cursor }
}

/** With the page before the first row. */
export function readBack(transcript: Transcript, page: MessagePage): Transcript {
  const { olderCount } = transcript
  return {
    ...merged(revived(transcript, page.messages), page.messages),
    hasOlder: page.hasMore,
    olderCount: page.hasMore ? olderCount - countOf(page.messages) : 0,
  }
}

/**
 * With the newest messages read again: they take the place of all that was held when the read began. What came by event
 * meanwhile is newer than the page, and stays.
 *
 * @param before the transcript when the read began
 * @param page the newest rows without a gap, and whether there are older ones
 * @param messageCount of the session as it was read with the page
 */
export function startedOver(
  transcript: Transcript,
  before: Transcript,
  page: MessagePage,
  messageCount: number,
): Transcript {
  const { messages, hasMore } = page
  const first = messages[0]
  const found = new Set(messages.map((row) => row.$id))
  const held = new Set(before.rows.map((row) => row.$id))
  const stale = (row: MessageRow) =>
    !found.has(row.$id) && (held.has(row.$id) || (hasMore && first && row.$sequence < first.$sequence))
  const told = transcript.rows.filter((row) => !stale(row))
  const known = revived({ ...transcript, rows: told }, messages)
  return {
    ...merged(known, messages),
    hasOlder: hasMore,
    cursor: messages.at(-1)?.$id ?? null,
    olderCount: hasMore ? Math.max(0, messageCount - countOf(messages)) : 0,
    missing: withPlaces(
      known.missing,
      before.rows.filter((row) => !found.has(row.$id)),
    ),
  }
}

/**
 * How many messages more the session counts than are known here; negative when it counts fewer. 0: nothing is missing,
 * and nothing that was deleted is shown.
 */
export function missingCount({ rows, olderCount }: Transcript, messageCount: number): number {
  return messageCount - olderCount - countOf(rows)
}

/** What `messageCount` counts: reports of moves don't. */
function countOf(rows: readonly MessageRow[]): number {
  return rows.filter((row) => row.sender !== 'system').length
}

/** A read has found them after all. */
function revived(transcript: Transcript, rows: readonly MessageRow[]): Transcript {
  if (!rows.some((row) => transcript.missing.has(row.$id))) return transcript
  const missing = new Map(transcript.missing)
  for (const row of rows) missing.delete(row.$id)
  return { ...transcript, missing }
}

function merged(transcript: Transcript, incoming: readonly MessageRow[]): Transcript {
  const byId = new Map(transcript.rows.map((row) => [row.$id, row]))
  let isChanged = false
  for (const row of incoming) {
    if (isAmong(transcript.deleted, row) || !isNewer(row, byId.get(row.$id))) continue
    byId.set(row.$id, row)
    isChanged = true
  }
  if (!isChanged) return transcript
  return { ...transcript, rows: [...byId.values()].sort((a, b) => a.$sequence - b.$sequence) }
}
