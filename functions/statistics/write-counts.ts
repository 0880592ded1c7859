import type { AuditRow } from '../../contract/tables/audit.ts'
import type { CounterRow } from '../../contract/tables/counters.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { TallyRow } from '../../contract/tables/tallies.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { CHANGES_MAX, type CounterPlace, type StatisticsChange } from '../repositories/statistics.ts'
import { contributionOf, happenedIn, keptAt, keyOf, placeOf, type Kept } from './contribution.ts'
import { countDeed, countDeletion, countMessage, countSession, type CountedSession } from './count.ts'
import {
  NOTHING,
  readNumbers,
  readNumbersBy,
  sumOf,
  sumOfAll,
  writeNumbers,
  writeNumbersBy,
} from './numbers.ts'
import type { NumbersBy } from './numbers.ts'
import { progressOf, writeProgress, type Progress } from './progress.ts'
import { NO_TALLY, tallyOf, valuesOf, type Tally } from './tally.ts'

/** Something that is to be counted, once. */
export type Countable = { readonly sessionId: string } & Count

export type Count =
  | { readonly kind: 'session'; readonly row: CountedSession }
  | { readonly kind: 'message'; readonly row: MessageRow }
  | { readonly kind: 'deed'; readonly row: AuditRow }
  /** The session's row is gone without anybody having written that down. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'nothing' }

/** A session's tally before and after; a session that is deleted has none any more. */
interface Counted {
  readonly row: TallyRow | null
  readonly before: Tally
  readonly after: Tally
  readonly isDeleted: boolean
}

/** What one transaction has room for beside the counters. */
const SESSIONS_MAX = 60

/**
 * Counts the first of some things, as many as fit, in one transaction: the tallies of their sessions, the counters that
 * these add to, and how far the counting has come, all of it or nothing. Gives how many it has counted, or null when
 * somebody else has counted meanwhile. Seven calls of Appwrite.
 *
 * @param read the row of progress as it was before the things were read
 * @param advance how far the counting has come with the last thing
 * @throws Refusal those of the repositories
 */
export async function writeCounts<T extends Countable>(
  repositories: Repositories,
  read: CounterRow | null,
  countables: readonly T[],
  advance: (progress: Progress, last: T) => Progress,
  now: Date,
): Promise<number | null> {
  const progress = progressOf(read)
  const kept = keptAt(now)
  let some = ofSomeSessions(countables)
  for (;;) {
    const changes = await changesOf(repositories, await count(repositories, some), progress, kept)
    const last = some.at(-1)
    if (last === undefined) return 0
    if (changes.length >= CHANGES_MAX && some.length > 1) {
      some = some.slice(0, Math.ceil(some.length / 2))
      continue
    }
    const advanced = changeOfProgress(read, advance(progress, last))
    // A single deletion that touches more is one of a session of months: the rest of its past is not remembered.
    const fitting = [advanced, ...changes].slice(0, CHANGES_MAX)
    const isWritten = await repositories.statistics.write(fitting, isSameAs(read))
    return isWritten ? some.length : null
  }
}

function ofSomeSessions<T extends Countable>(countables: readonly T[]): readonly T[] {
  const ids = new Set<string>()
  const end = countables.findIndex(({ sessionId }) => ids.add(sessionId).size > SESSIONS_MAX)
  return end < 0 ? countables : countables.slice(0, end)
}

/** Whether nobody has counted since a row of progress was read. */
export function isSameAs(read: CounterRow | null): (present: CounterRow | null) => boolean {
  return (present) => present?.numbers === read?.numbers
}

export function changeOfProgress(read: CounterRow | null, progress: Progress): StatisticsChange {
  return {
    counter: PROGRESS,
    isThere: read !== null,
    values: { numbers: writeProgress({ ...progress, writes: progress.writes + 1 }), ofDeleted: null },
  }
}

export const PROGRESS: CounterPlace = { kind: 'progress', of: '' }
export const RECOUNT: CounterPlace = { kind: 'recount', of: '' }

async function count(
  { statistics }: Repositories,
  countables: readonly Countable[],
): Promise<ReadonlyMap<string, Counted>> {
  const some = countables.filter(({ kind }) => kind !== 'nothing')
  const ids = [...new Set(some.map(({ sessionId }) => sessionId))]
  const rows = new Map((await statistics.tallies(ids)).map((row) => [row.$id, row]))
  const counted = new Map<string, Counted>()
  for (const countable of some) {
    const { sessionId } = countable
    const row = rows.get(sessionId) ?? null
    const before = row === null ? NO_TALLY : tallyOf(row)
    const known = counted.get(sessionId) ?? { row, before, after: before, isDeleted: false }
    counted.set(sessionId, { ...known, ...countOne(known.after, countable) })
  }
  return counted
}

function countOne(tally: Tally, countable: Countable): { after: Tally; isDeleted?: true } {
  switch (countable.kind) {
    case 'session':
      return { after: countSession(tally, countable.row) }
    case 'message':
      return { after: countMessage(tally, countable.row) }
    case 'deed':
      return countable.row.action === 'delete'
        ? { after: countDeletion(tally, countable.row), isDeleted: true }
        : { after: countDeed(tally, countable.row) }
    case 'gone':
      return { after: tally, isDeleted: true }
    case 'nothing':
      return { after: tally }
  }
}

async function changesOf(
  { statistics }: Repositories,
  counted: ReadonlyMap<string, Counted>,
  { recount }: Progress,
  kept: Kept,
): Promise<StatisticsChange[]> {
  let numbers: NumbersBy = new Map()
  let ofDeleted: NumbersBy = new Map()
  let recounted: NumbersBy = new Map()
  for (const { row, before, after, isDeleted } of counted.values()) {
    const left = isDeleted ? happenedIn(after, kept) : contributionOf(after, kept)
    numbers = sumOfAll(sumOfAll(numbers, left), contributionOf(before, kept), -1)
    if (isDeleted) ofDeleted = sumOfAll(ofDeleted, left)
    if (row === null || recount === null || row.$sequence > recount.upTo) continue
    const now = isDeleted ? new Map() : contributionOf(after, recount.kept)
    recounted = sumOfAll(sumOfAll(recounted, now), contributionOf(before, recount.kept), -1)
  }
  const keys = [...new Set([...numbers.keys(), ...ofDeleted.keys()])]
  const places = keys.map(placeOf)
  const [rows, recountRow] = await Promise.all([
    statistics.countersAt(places.slice(0, CHANGES_MAX)),
    recounted.size === 0 ? null : statistics.counter(RECOUNT),
  ])
  const present = new Map(rows.map((row) => [keyOf({ kind: row.kind ?? 'site', of: row.of ?? '' }), row]))
  return [
    ...[...counted].flatMap(([sessionId, one]) => changeOfTally(sessionId, one)),
    ...keys.map((key) => changeOfCounter(present.get(key), key, numbers, ofDeleted)),
    ...(recountRow === null ? [] : [changeOfRecount(sumOfAll(readNumbersBy(recountRow.numbers), recounted))]),
  ]
}

function changeOfTally(sessionId: string, { row, before, after, isDeleted }: Counted): StatisticsChange[] {
  if (isDeleted) return row === null ? [] : [{ sessionId, isThere: true, values: null }]
  if (after === before) return []
  return [{ sessionId, isThere: row !== null, values: valuesOf(after) }]
}

function changeOfCounter(
  row: CounterRow | undefined,
  key: string,
  numbers: NumbersBy,
  ofDeleted: NumbersBy,
): StatisticsChange {
  const deleted = sumOf(readNumbers(row?.ofDeleted ?? null), ofDeleted.get(key) ?? NOTHING)
  return {
    counter: placeOf(key),
    isThere: row !== undefined,
    values: {
      numbers: writeNumbers(sumOf(readNumbers(row?.numbers ?? null), numbers.get(key) ?? NOTHING)),
      ofDeleted: deleted.size === 0 ? null : writeNumbers(deleted),
    },
  }
}

export function changeOfRecount(recounted: NumbersBy): StatisticsChange {
  return {
    counter: RECOUNT,
    isThere: true,
    values: { numbers: writeNumbersBy(recounted), ofDeleted: null },
  }
}
