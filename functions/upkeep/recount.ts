import type { CounterRow } from '../../contract/tables/counters.ts'
import type { TallyRow } from '../../contract/tables/tallies.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { FIRST_ID, SITE, type StatisticsChange } from '../repositories/statistics.ts'
import { contributionOf, keptAt, keyOf, placeOf, type Kept } from '../statistics/contribution.ts'
import {
  areEqual,
  NOTHING,
  readNumbers,
  readNumbersBy,
  sumOf,
  sumOfAll,
  writeNumbers,
  type NumbersBy,
} from '../statistics/numbers.ts'
import { progressOf, type Progress } from '../statistics/progress.ts'
import { tallyOf } from '../statistics/tally.ts'
import {
  changeOfProgress,
  changeOfRecount,
  isSameAs,
  PROGRESS,
  RECOUNT,
  writeCounts,
} from '../statistics/write-counts.ts'
import type { Budget } from './budget.ts'

/** Between the end of one count of everything and the beginning of the next. */
const PAUSE_MS = 24 * 3_600_000
/** Sessions of one page, and pages of one run: some hundred calls of Appwrite. */
const PAGE = 100
const PAGES = 10
/** Pages of sessions in a row that are looked at for one that was missed, before it is kept how far that got. */
const PAGES_LOOKED_AT = 5
/** Counters that one transaction sets right. */
const REPAIRS_MAX = 90

/** What a run set right, and whether everything has been counted. */
interface Recounted {
  readonly repaired: number
  readonly isOver: boolean
}

/**
 * Counts sessions that were missed and then all tallies again, some in each run, and sets counters right that are not their sum: somebody may have changed
 * one in the console. What is counted meanwhile of sessions that it has passed goes into both. Begins anew a day after
 * it has ended, or at once.
 */
export async function recount(
  repositories: Repositories,
  now: Date,
  budget: Budget,
  fromTheBeginning: boolean,
): Promise<number> {
  const { statistics } = repositories
  let repaired = 0
  let isNew = fromTheBeginning
  const pages = fromTheBeginning ? Number.POSITIVE_INFINITY : PAGES
  for (let page = 0; page < pages && !budget.isSpent(); page++) {
    const row = await statistics.counter(PROGRESS)
    if (row === null) break
    const progress = progressOf(row)
    if (isNew || (progress.recount === null && isDue(progress, now))) {
      if (!(await begin(repositories, row, progress, keptAt(now)))) break
      isNew = false
      continue
    }
    if (progress.recount === null) break
    if (progress.recount.sessions !== null) {
      if (!(await countMissed(repositories, row, progress.recount.sessions, now, budget))) break
      continue
    }
    const tallies = await statistics.talliesAfter(progress.recount.upTo, PAGE)
    if (tallies.length > 0) {
      if (!(await countPage(repositories, row, progress, progress.recount.kept, tallies, now))) break
      continue
    }
    const done = await compare(repositories, row, progress, now)
    repaired += done.repaired
    if (done.isOver) break
  }
  return repaired
}

function isDue({ recountedAt }: Progress, now: Date): boolean {
  return recountedAt === null || now.getTime() - Date.parse(recountedAt) >= PAUSE_MS
}

async function begin(
  { statistics }: Repositories,
  row: CounterRow,
  progress: Progress,
  kept: Kept,
): Promise<boolean> {
  const present = await statistics.counter(RECOUNT)
  const empty: StatisticsChange = { ...changeOfRecount(new Map()), isThere: present !== null }
  const begun = changeOfProgress(row, { ...progress, recount: { sessions: 0, upTo: 0, kept } })
  return statistics.write([begun, empty], isSameAs(row))
}

/**
 * Counts those of a page of sessions that nobody has counted: brought in with the times they had, they don't show among
 * the changes. False when others counted.
 */
async function countMissed(
  repositories: Repositories,
  row: CounterRow,
  after: number,
  now: Date,
  budget: Budget,
): Promise<boolean> {
  const { statistics } = repositories
  const reached = (progress: Progress, sessions: number | null) => ({
    ...progress,
    recount: progress.recount && { ...progress.recount, sessions },
  })
  const { page, counted } = await findMissed(repositories, after, budget)
  if (page.length === 0) {
    return statistics.write([changeOfProgress(row, reached(progressOf(row), null))], isSameAs(row))
  }
  const countables = page.map((session) => ({
    ...(counted.has(session.$id)
      ? ({ kind: 'nothing', sessionId: '' } as const)
      : ({ kind: 'session', sessionId: session.$id, row: session } as const)),
    sequence: session.$sequence,
  }))
  const advance = (progress: Progress, { sequence }: { readonly sequence: number }) =>
    reached(progress, sequence)
  return (await writeCounts(repositories, row, countables, advance, now)) !== null
}

/** The first page with a session that nobody has counted, else the last that was looked at; empty behind the last of all. */
async function findMissed({ logs, statistics }: Repositories, after: number, budget: Budget) {
  for (let pages = 1, from = after; ; pages++) {
    const page = await logs.sessionsAfter(from, PAGE)
    const tallies = await statistics.tallies(page.map(({ $id }) => $id))
    const counted = new Set(tallies.filter(({ state }) => state !== null).map(({ $id }) => $id))
    const last = page.at(-1)
    const isMissing = page.some(({ $id }) => !counted.has($id))
    if (last === undefined || isMissing || pages === PAGES_LOOKED_AT || budget.isSpent())
      return { page, counted }
    from = last.$sequence
  }
}

/** Adds a page of tallies, once the sessions that are gone without a trace have lost theirs. False when others counted. */
async function countPage(
  repositories: Repositories,
  row: CounterRow,
  progress: Progress,
  kept: Kept,
  tallies: readonly TallyRow[],
  now: Date,
): Promise<boolean> {
  const { statistics, sessions } = repositories
  const there = new Set((await sessions.ofIds(tallies.map(({ $id }) => $id))).map(({ $id }) => $id))
  const gone = tallies.filter(({ $id }) => !there.has($id))
  if (gone.length > 0) {
    const countables = gone.map(({ $id: sessionId }) => ({ kind: 'gone', sessionId }) as const)
    return (await writeCounts(repositories, row, countables, (same) => same, now)) !== null
  }
  const before = readNumbersBy((await statistics.counter(RECOUNT))?.numbers ?? null)
  const sum = tallies.reduce(
    (all: NumbersBy, tally) => sumOfAll(all, contributionOf(tallyOf(tally), kept)),
    before,
  )
  const upTo = tallies.at(-1)?.$sequence ?? 0
  const reached = changeOfProgress(row, { ...progress, recount: { sessions: null, upTo, kept } })
  return statistics.write([reached, changeOfRecount(sum)], isSameAs(row))
}

/** Compares the counters with the count of everything, and sets right those that differ. */
async function compare(
  repositories: Repositories,
  row: CounterRow,
  progress: Progress,
  now: Date,
): Promise<Recounted> {
  const { statistics } = repositories
  const kept = keptAt(now)
  const [recounted, ...present] = await Promise.all([
    statistics.counter(RECOUNT),
    statistics.counter(SITE).then((site) => (site === null ? [] : [site])),
    statistics.countersFrom('agent', FIRST_ID),
    statistics.countersFrom('day', kept.day),
    statistics.countersFrom('hour', kept.hour),
  ])
  const wrong = differences(present.flat(), readNumbersBy(recounted?.numbers ?? null), kept)
  const isOver = wrong.length <= REPAIRS_MAX
  const after = isOver ? { ...progress, recount: null, recountedAt: now.toISOString() } : progress
  const repairs = wrong.slice(0, REPAIRS_MAX)
  const isWritten = await statistics.write([changeOfProgress(row, after), ...repairs], isSameAs(row))
  if (isWritten && isOver) {
    await Promise.all([
      statistics.removeCountersBefore('hour', kept.hour),
      statistics.removeCountersBefore('day', kept.day),
    ])
  }
  return { repaired: isWritten ? repairs.length : 0, isOver: isOver || !isWritten }
}

function differences(
  rows: readonly CounterRow[],
  recounted: NumbersBy,
  kept: Kept,
): readonly StatisticsChange[] {
  const present = new Map(rows.map((row) => [keyOf({ kind: row.kind ?? 'site', of: row.of ?? '' }), row]))
  const keys = new Set([...present.keys(), ...recounted.keys()])
  return [...keys].flatMap((key) => {
    const counter = placeOf(key)
    if (counter.kind === 'hour' && counter.of < kept.hour) return []
    if (counter.kind === 'day' && counter.of < kept.day) return []
    const row = present.get(key)
    const ofDeleted = readNumbers(row?.ofDeleted ?? null)
    const right = sumOf(recounted.get(key) ?? NOTHING, ofDeleted)
    if (areEqual(right, readNumbers(row?.numbers ?? null))) return []
    const values = { numbers: writeNumbers(right), ofDeleted: row?.ofDeleted ?? null }
    return [{ counter, isThere: row !== undefined, values }]
  })
}
