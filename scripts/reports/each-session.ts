import type { Position } from '../../contract/position.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { positionOf, type SessionFilter, type SessionSort } from '../../functions/repositories/sessions.ts'

const PAGE = 200

/** Sessions a page at a time, so that memory doesn't grow with their number. */
export async function* eachSession(
  repositories: Repositories,
  filter: SessionFilter,
  limit: number,
  sort: SessionSort = '-lastSeen',
): AsyncGenerator<PacedSessionRow> {
  let after: Position | null = null
  let left = limit
  while (left > 0) {
    const size = Math.min(PAGE, left)
    const page: PacedSessionRow[] = await repositories.sessions.list({ filter, sort, limit: size, after })
    yield* page
    const last = page.at(-1)
    if (last !== undefined) after = positionOf(last, sort)
    left -= page.length
    if (page.length < size) return
  }
}
