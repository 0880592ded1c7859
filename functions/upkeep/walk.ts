import type { Position } from '../../contract/position.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'
import type { StepResult } from './step.ts'

const PAGE = 100

/** One step's way through a table. */
export interface Walk<T> {
  /** Under which the position is kept. */
  readonly step: string
  /** Reads the rows behind a position, at most `limit` of them. */
  readonly read: (position: Position | null, limit: number) => Promise<readonly T[]>
  readonly positionOf: (row: T) => Position
  /** Since when the work on a row has been due, ISO 8601; null where nobody knows whether there is any. */
  readonly dueSince: (row: T) => string | null
  /** Rows between two looks at the budget. */
  readonly batch: number
  /** Gives for each row that it looked at closely whether it had to change something. */
  readonly work: (rows: readonly T[]) => Promise<readonly boolean[]>
  /** Whether the next run begins at the first row again, once this one has seen all. */
  readonly startsOver?: boolean
}

/** Goes through rows from where the last run stopped, until all are seen or the budget is spent, and keeps how far it came. */
export async function walk<T>({ upkeep }: Repositories, budget: Budget, way: Walk<T>): Promise<StepResult> {
  const start = await upkeep.position(way.step)
  let position = start
  let changed = 0
  const keep = async (reached: Position | null) => {
    if (reached !== start) await upkeep.keepPosition(way.step, reached)
  }
  for (let isWhole = true; isWhole;) {
    const rows = await way.read(position, PAGE)
    for (let at = 0; at < rows.length; at += way.batch) {
      const batch = rows.slice(at, at + way.batch)
      const [first] = batch
      const last = batch.at(-1)
      if (first === undefined || last === undefined) break
      if (budget.isSpent()) {
        await keep(position)
        return { changed, leftSince: way.dueSince(first) }
      }
      changed += (await way.work(batch)).filter((isChanged) => isChanged).length
      position = way.positionOf(last)
    }
    isWhole = rows.length === PAGE
  }
  await keep(way.startsOver ? null : position)
  return { changed, leftSince: null }
}
