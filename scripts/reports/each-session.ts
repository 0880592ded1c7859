import type { Position } from '../../contract/position.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import type { SessionFilter } from '../../functions/repositories/sessions.ts'
import { positionOf, type SessionSort } from '../../functions/repositories/session-order.ts'
import { taggedSessions } from '../../functions/sessions/tagged-sessions.ts'

const PAGE = 200

/** Which sessions a script is about. */
export interface Chosen extends SessionFilter {
  /** Those with this tag: they come in the order in which they got it, the newest first, and in no other. */
  readonly tag?: string
}

/** Sessions a page at a time, so that memory doesn't grow with their number. */
export async function* eachSession(
  repositories: Repositories,
  { tag, ...filter }: Chosen,
  limit: number,
  sort: SessionSort = '-lastSeen',
): AsyncGenerator<PacedSessionRow> {
  if (tag !== undefined) {
    yield* eachTagged(repositories, tag, filter, limit)
    return
  }
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

async function* eachTagged(
  repositories: Repositories,
  tag: string,
  filter: SessionFilter,
  limit: number,
): AsyncGenerator<PacedSessionRow> {
  let left = limit
  let before: number | null = null
  while (left > 0) {
    const page = await taggedSessions(repositories, tag, filter, Math.min(PAGE, left), before)
    yield* page.sessions
    left -= page.sessions.length
    before = page.next
    if (before === null) return
  }
}
