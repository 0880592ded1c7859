import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** Far longer than the pause between two runs, so that a missed run loses nothing. */
const LOOK_BACK_MS = 2 * 60 * 60 * 1000
/** What is younger may still be under way. */
const SETTLED_MS = 30_000
const PAGE = 500

/**
 * Sets `messageCount` right where it differs from the stored messages: a function that was killed between its two
 * writes leaves such a difference. Looks at the sessions that were active in the last two hours, or all of them.
 * Gives the number that it changed.
 */
export async function repairCounters(repositories: Repositories, now: Date, all: boolean): Promise<number> {
  const since = all ? new Date(0) : new Date(now.getTime() - LOOK_BACK_MS)
  const sessionIds = await activeSince(repositories, since.toISOString())
  let repaired = 0
  for (const sessionId of sessionIds) {
    const session = await repositories.sessions.get(sessionId)
    if (session === null || now.getTime() - Date.parse(session.$updatedAt) < SETTLED_MS) continue
    const messageCount = await repositories.messages.count({ sessionId })
    if (messageCount === session.messageCount) continue
    if (await repositories.sessions.changeIfSame(session, { messageCount })) repaired++
  }
  return repaired
}

/** Sessions that were seen, or got a message, since then: a killed function may have done only one of the two. */
async function activeSince(repositories: Repositories, since: string): Promise<Set<string>> {
  const ids = new Set<string>()
  let session: SessionRow | undefined
  for (;;) {
    const page = await repositories.sessions.list({
      filter: { since },
      sort: 'lastSeen',
      limit: PAGE,
      cursor: session?.$id,
    })
    for (const row of page) ids.add(row.$id)
    session = page.at(-1)
    if (page.length < PAGE) break
  }
  let message: MessageRow | undefined
  for (;;) {
    const page = await repositories.messages.scan({ createdSince: since }, PAGE, message)
    for (const row of page) ids.add(row.sessionId)
    message = page.at(-1)
    if (page.length < PAGE) return ids
  }
}
