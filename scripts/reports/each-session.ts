import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import type { SessionFilter } from '../../functions/repositories/sessions.ts'

const PAGE = 200

/** Sessions a page at a time, so that memory doesn't grow with their number. */
export async function* eachSession(
  repositories: Repositories,
  filter: SessionFilter,
  limit: number,
): AsyncGenerator<SessionRow> {
  let cursor: string | undefined
  let left = limit
  while (left > 0) {
    const size = Math.min(PAGE, left)
    const page = await repositories.sessions.list({ filter, limit: size, cursor })
    yield* page
    cursor = page.at(-1)?.$id
    left -= page.length
    if (page.length < size) return
  }
}
