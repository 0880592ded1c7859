import { isRowId } from '../../contract/appwrite-ids.ts'
import type { RowMeta } from '../../contract/table.ts'
import type { CounterRow } from '../../contract/tables/counters.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { progressOf, type Progress } from '../statistics/progress.ts'
import {
  changeOfProgress,
  isSameAs,
  PROGRESS,
  writeCounts,
  type Count,
  type Countable,
} from '../statistics/write-counts.ts'
import type { Budget } from './budget.ts'
import { isYoung } from './is-young.ts'
import type { StepResult } from './step.ts'

/** What is younger may still be under way, or become visible behind what is younger yet. */
const SETTLED_MS = 30_000
/** Rows of one look. */
const PAGE = 200

type Entry = Countable & {
  /** When it happened, ISO 8601. */
  readonly at: string
  readonly sequence: number
}

/** What has happened, in the order of one table. */
interface Log {
  readonly read: (
    repositories: Repositories,
    progress: Progress,
    before: string,
    now: Date,
  ) => Promise<readonly Entry[]>
  readonly advance: (progress: Progress, last: Entry) => Progress
}

/**
 * Counts into the statistics what has happened since the last run: sessions that changed, messages, and what people did
 * by `audit`. Each is counted once, however often a run is killed; nobody who writes a message waits for it.
 */
export async function countChanges(
  repositories: Repositories,
  now: Date,
  budget: Budget,
): Promise<StepResult> {
  const before = new Date(now.getTime() - SETTLED_MS).toISOString()
  const row = await begun(repositories, budget)
  if (row === null) return { changed: 0, leftSince: before }
  // Mostly there is little: what a look at all three finds is worth a look for each.
  const found = await Promise.all(LOGS.map((log) => log.read(repositories, progressOf(row), before, now)))
  let leftSince: string | null = null
  for (const [index, log] of LOGS.entries()) {
    if (found[index]?.length === 0) continue
    const left = await countLog(repositories, log, before, now, budget)
    if (left !== null && (leftSince === null || left < leftSince)) leftSince = left
  }
  return { changed: 0, leftSince }
}

/** Counts until there is nothing more, or the budget is spent: since when what is left has been due then. */
async function countLog(
  repositories: Repositories,
  log: Log,
  before: string,
  now: Date,
  budget: Budget,
): Promise<string | null> {
  for (;;) {
    const row = await repositories.statistics.counter(PROGRESS)
    if (row === null) return before
    const entries = await log.read(repositories, progressOf(row), before, now)
    const [first] = entries
    if (first === undefined) return null
    if (budget.isSpent()) return first.at
    const counted = await writeCounts(repositories, row, entries, log.advance, now)
    // Another run of upkeep counts: it goes on.
    if (counted === null) return first.at
    if (counted === entries.length && counted < PAGE) return null
  }
}

const SESSIONS: Log = {
  read: async ({ sessions }, progress, before) => {
    const rows = await sessions.changedSince(progress.sessions, before, PAGE)
    return rows.map((row) => ({
      kind: 'session',
      sessionId: row.$id,
      row,
      at: row.$updatedAt,
      sequence: row.$sequence,
    }))
  },
  advance: (progress, { at, sequence }) => ({ ...progress, sessions: { value: at, sequence } }),
}

const MESSAGES: Log = {
  read: async ({ logs }, progress, before, now) => {
    const rows = await logs.messagesAfter(progress.messages, PAGE)
    return settled(rows, before, now).map((row) => entryOf({ kind: 'message', row }, row.sessionId, row))
  },
  advance: (progress, { sequence }) => ({ ...progress, messages: sequence }),
}

const DEEDS: Log = {
  read: async ({ logs }, progress, before, now) => {
    const rows = await logs.deedsAfter(progress.deeds, PAGE)
    return settled(rows, before, now).map((row) => entryOf({ kind: 'deed', row }, row.sessionId, row))
  },
  advance: (progress, { sequence }) => ({ ...progress, deeds: sequence }),
}

/** What names no session, or none that could be there, is passed over. */
function entryOf(
  counted: Extract<Count, { kind: 'message' | 'deed' }>,
  sessionId: string | null,
  { $createdAt: at, $sequence: sequence }: RowMeta,
): Entry {
  return sessionId === null || !isRowId(sessionId)
    ? { kind: 'nothing', sessionId: '', at, sequence }
    : { ...counted, sessionId, at, sequence }
}

/** A session before what happened in it. */
const LOGS = [SESSIONS, MESSAGES, DEEDS] as const

/** Up to the first that is too young, so that none is passed over. */
function settled<T extends { readonly $createdAt: string }>(
  rows: readonly T[],
  before: string,
  now: Date,
): readonly T[] {
  const end = rows.findIndex(({ $createdAt }) => isYoung($createdAt, Date.parse(before), now))
  return end < 0 ? rows : rows.slice(0, end)
}

/**
 * Without a row of progress counting begins at the beginning: what was counted before goes first. Whoever counts at the
 * same time stops as soon as that row is gone.
 */
async function begun({ statistics }: Repositories, budget: Budget): Promise<CounterRow | null> {
  const row = await statistics.counter(PROGRESS)
  if (row !== null) return row
  while (!(await statistics.removeSome())) if (budget.isSpent()) return null
  await statistics.write([changeOfProgress(null, progressOf(null))], isSameAs(null))
  return statistics.counter(PROGRESS)
}
