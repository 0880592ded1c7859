import { codeOf } from '../../client/chat-error.ts'
import { isPageHidden, watchWake } from '../../client/page-wake.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { ChatContext } from '../store/chat-context.ts'

/** Agents come and go: it is asked anew this often. */
const EVERY_MS = 60_000

/**
 * Keeps in the state what a visitor who waits for a person may expect: asked when the open panel begins to say that they
 * wait, and again every minute while that is on the screen.
 *
 * @returns how to stop
 */
export function followWait({ client, store }: ChatContext): () => void {
  const { get, set } = store
  let followed: string | null = null
  let timer: ReturnType<typeof setInterval> | undefined

  async function ask(): Promise<void> {
    const sessionId = followed
    if (sessionId === null || isPageHidden()) return
    try {
      const wait = await client.wait(sessionId)
      if (sessionId === followed) set({ wait })
    } catch (thrown) {
      // What was known a minute ago may be wrong by now: better nothing.
      codeOf(thrown)
      if (sessionId === followed) set({ wait: null })
    }
  }

  function look(): void {
    const { session, isOpen, view } = get()
    const isShown = session !== null && isOpen && view === 'chat' && stateOf(session) === 'waiting'
    const sessionId = isShown ? session.$id : null
    if (sessionId === followed) return
    followed = sessionId
    clearInterval(timer)
    if (get().wait) set({ wait: null })
    if (sessionId === null) return
    timer = setInterval(() => void ask(), EVERY_MS)
    void ask()
  }

  const unwatch = watchWake(() => void ask())
  store.subscribe(look)
  look()
  return () => {
    unwatch()
    clearInterval(timer)
    followed = null
  }
}
