import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { SessionFilter } from '../repositories/sessions.ts'

/** Rows of `tags` that are read at once. */
const PAGE = 100
/** Pages of tags that one call looks through: where few of them match, it ends with what it has. */
const LOOKS = 5

export interface TaggedPage {
  readonly sessions: readonly PacedSessionRow[]
  /** Where the next page begins; null where there is none. */
  readonly next: number | null
}

/**
 * Sessions with a tag, the one that got it last first: reads the rows of `tags`, and then the sessions that they name,
 * so the cost doesn't grow with the number of sessions.
 *
 * @param before `next` of the page before; null for the first
 */
export async function taggedSessions(
  { tags, sessions }: Repositories,
  tag: string,
  filter: SessionFilter,
  limit: number,
  before: number | null,
): Promise<TaggedPage> {
  const found: PacedSessionRow[] = []
  let next = before
  for (let look = 0; look < LOOKS; look++) {
    const rows = await tags.having(tag, next, PAGE)
    const matching = await sessions.ofIds(
      rows.map(({ sessionId }) => sessionId),
      filter,
    )
    const byId = new Map(matching.map((session) => [session.$id, session]))
    for (const [index, { sessionId, $sequence }] of rows.entries()) {
      const session = byId.get(sessionId)
      if (session !== undefined) found.push(session)
      next = $sequence
      const isLast = index === rows.length - 1 && rows.length < PAGE
      if (found.length === limit) return { sessions: found, next: isLast ? null : next }
    }
    if (rows.length < PAGE) return { sessions: found, next: null }
  }
  return { sessions: found, next }
}
