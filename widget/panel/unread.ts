/** Who has written before, and has the panel closed: answers that arrived since, on whatever page of the site. */
import { openStorage } from '../../client/browser-storage.ts'
import { codeOf, isGone } from '../../client/chat-error.ts'
import type { Target } from '../../client/http.ts'
import { isPageHidden, watchWake } from '../../client/page-wake.ts'
import { readSessionRow } from '../../client/read-table.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { ChatState } from '../store/chat-state.ts'
import { keptVisit } from '../store/kept-visit.ts'
import type { Store } from '../store/store.ts'

/** One row, read from the table: no execution, no socket. */
const LOOK_EVERY_MS = 15_000

/**
 * Counts what the stored session got that this browser hasn't shown, until the conversation does that itself, the
 * session is closed or gone, or it is stopped. Without a stored session nothing is requested.
 *
 * @param isTaken whether the conversation is there
 * @returns how to stop
 */
export function watchUnread(
  target: Target,
  { get, set }: Pick<Store<ChatState>, 'get' | 'set'>,
  isTaken: () => boolean,
): () => void {
  const storage = openStorage(target.projectId)
  const visit = keptVisit(storage)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    const visitor = visit.visitor()
    const sessionId = visit.sessionId()
    const databaseId = storage.get('database')
    if (isStopped || isTaken() || !visitor || !sessionId || !databaseId) return
    try {
      const row = await readSessionRow(target, { databaseId, sessionId, secret: visitor.secret })
      // Taken over, or logged out, meanwhile.
      if (isStopped || isTaken() || visit.sessionId() !== sessionId) return
      if (!get().isOpen) set({ unread: visit.unseen(row) })
      if (stateOf(row) === 'closed') return
    } catch (thrown) {
      if (isGone(codeOf(thrown))) return
    }
    // A hidden page looks when it is seen.
    if (!isPageHidden()) timer = setTimeout(() => void look(), LOOK_EVERY_MS)
  }

  const unwatchWake = watchWake(() => void look())
  // Seen in another tab.
  const unwatchTabs = storage.watch((name) => {
    if (name.startsWith('seen:')) void look()
  })
  void look()
  return () => {
    isStopped = true
    clearTimeout(timer)
    unwatchWake()
    unwatchTabs()
  }
}
