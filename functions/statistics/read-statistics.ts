import type { CounterRow } from '../../contract/tables/counters.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { FIRST_ID, SITE } from '../repositories/statistics.ts'
import { keyOf, presentIn } from './contribution.ts'
import { countSession } from './count.ts'
import { countedBy, NOTHING, readNumbers, sumOf, sumOfAll, type Numbers, type NumbersBy } from './numbers.ts'
import { progressOf, type Progress } from './progress.ts'
import { NO_TALLY, tallyOf } from './tally.ts'
import { isSameAs, PROGRESS } from './write-counts.ts'

/** Sessions that have changed since the last run of upkeep: more are not looked at. */
const TAIL = 1000
/** Upkeep may count while we read: then again. */
const ATTEMPTS = 3

export interface Statistics {
  /** What there is now. */
  readonly site: Numbers
  /** False when more has changed since upkeep counted than one read looks at. */
  readonly isComplete: boolean
  /** What each agent has done and holds, by their id. */
  readonly agents: NumbersBy
  /** What happened, by day and by hour, from the first ones asked for until the last run of upkeep. */
  readonly days: NumbersBy
  readonly hours: NumbersBy
}

/**
 * The statistics as upkeep has counted them, with what has changed in sessions since. At most some thirty calls of
 * Appwrite, most of them side by side, however many sessions there are.
 */
export async function readStatistics(
  repositories: Repositories,
  since: { readonly day: string; readonly hour: string },
): Promise<Statistics> {
  for (let attempt = 1; ; attempt++) {
    const row = await repositories.statistics.counter(PROGRESS)
    const statistics = await readBehind(repositories, progressOf(row), since)
    const isStill = isSameAs(row)(await repositories.statistics.counter(PROGRESS))
    if (isStill || attempt === ATTEMPTS) return statistics
  }
}

async function readBehind(
  repositories: Repositories,
  progress: Progress,
  since: { readonly day: string; readonly hour: string },
): Promise<Statistics> {
  const { statistics } = repositories
  const [site, agents, days, hours, tail] = await Promise.all([
    statistics.counter(SITE),
    statistics.countersFrom('agent', FIRST_ID),
    statistics.countersFrom('day', since.day),
    statistics.countersFrom('hour', since.hour),
    readTail(repositories, progress),
  ])
  const present = sumOfAll(
    new Map([...agents, ...(site === null ? [] : [site])].map((row) => [keyOf(placed(row)), numbersOf(row)])),
    tail.change,
  )
  const held = [...present].filter(([key]) => key.startsWith('agent '))
  return {
    site: present.get(keyOf(SITE)) ?? NOTHING,
    isComplete: tail.isComplete,
    agents: new Map(held.map(([key, numbers]) => [key.slice('agent '.length), numbers])),
    days: countedBy(days),
    hours: countedBy(hours),
  }
}

/** What has changed in sessions since upkeep has counted them. */
async function readTail(
  { sessions, audit, statistics }: Repositories,
  progress: Progress,
): Promise<{ readonly change: NumbersBy; readonly isComplete: boolean }> {
  const [changed, deleted] = await Promise.all([
    sessions.statesSince(progress.sessions, TAIL),
    audit.deletionsAfter(progress.deeds, TAIL),
  ])
  const rows = new Map(changed.map((row) => [row.$id, row]))
  for (const { sessionId } of deleted) if (sessionId !== null) rows.delete(sessionId)
  const gone = deleted.flatMap(({ sessionId }) => sessionId ?? [])
  const ids = [...new Set([...rows.keys(), ...gone])]
  const tallies = new Map((await statistics.tallies(ids)).map((row) => [row.$id, tallyOf(row)]))
  let change: NumbersBy = new Map()
  for (const id of ids) {
    const before = tallies.get(id) ?? NO_TALLY
    const row = rows.get(id)
    const after = row === undefined ? NO_TALLY : countSession(before, row)
    change = sumOfAll(sumOfAll(change, presentIn(after)), presentIn(before), -1)
  }
  return { change, isComplete: changed.length < TAIL && deleted.length < TAIL }
}

function placed({ kind, of }: CounterRow) {
  return { kind: kind ?? 'site', of: of ?? '' }
}

function numbersOf(row: CounterRow): Numbers {
  return readNumbers(row.numbers)
}

/** All of them together. */
export function totalOf(all: NumbersBy): Numbers {
  return [...all.values()].reduce((sum, numbers) => sumOf(sum, numbers), NOTHING)
}
