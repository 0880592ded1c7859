import { Refusal } from '../../contract/refusal.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Actor } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recordHappening } from './record-happening.ts'
import { removeFilesOfGone } from './remove-files-of-gone.ts'
import { recount } from './recount.ts'

/** Of many who write one session at once, each try lets at least one through. */
const ATTEMPTS = 8
/** Messages that are deleted one by one, so that every page gets an event for each: a transaction takes 100 operations. */
const ONE_BY_ONE = 90

/**
 * Deletes a session's messages with their files, with all that its row keeps of them, and keeps the session: all at once and
 * together with the row of `audit`, however many there are. One that is written meanwhile stays. Returns their number.
 *
 * @throws Refusal `session_not_found`; `session_changed` when others kept changing it
 */
export async function clearMessages(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<{ readonly session: SessionRow; readonly messages: number }> {
  const { $id: sessionId } = session
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [{ messages: newest, hasMore }, transaction] = await Promise.all([
      repositories.messages.page({ sessionId, limit: ONE_BY_ONE }),
      repositories.guardedWrites.begin(),
    ])
    const before = hasMore ? (newest[0]?.$sequence ?? null) : null
    const older = before === null ? 0 : await repositories.messages.countRows(sessionId, before)
    const messages = older + newest.length
    const ids = newest.map(({ $id }) => $id)
    const cleared = await recordHappening(repositories, {
      kind: 'cleared',
      sessionId,
      removed: { ids, before },
      messages,
      actor,
      onlyWhile: () => true,
      transaction,
    })
    // What was on its way meanwhile is stored and counted in parallel.
    if (cleared.kind === 'written') {
      const [counted] = await Promise.all([
        recount(repositories, sessionId),
        removeFilesOfGone(repositories, sessionId, new Set(ids)),
      ])
      return { session: counted ?? session, messages }
    }
  }
  throw new Refusal('session_changed')
}
