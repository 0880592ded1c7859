import { codeOf } from '../../client/chat-error.ts'
import { isPageHidden, watchWake } from '../../client/page-wake.ts'
import type { ChatContext } from '../store/chat-context.ts'

/** Replies that follow one another are told of together, and a glance doesn't count. */
const AFTER_MS = 3000
/** What was told last, over all pages: the session and a `$sequence`. */
const TOLD = 'told'

/**
 * Tells the server which of an agent's replies are on the screen: one call for those that come together, none for what
 * was told already. Returns how to stop.
 */
export function tellSeen({ client, storage, store }: ChatContext): () => void {
  const { get } = store
  let timer: ReturnType<typeof setTimeout> | undefined

  function shown(): { readonly sessionId: string; readonly sequence: number } | null {
    const { session, messages, isOpen } = get()
    // What the chat itself notes, as that it was closed, stands below the reply and hides nothing of it.
    const newest = messages.findLast(({ sender }) => sender !== 'system')
    if (!session || newest?.sender !== 'agent' || !isOpen || isPageHidden()) return null
    const isTold = storage.get(TOLD) === `${session.$id} ${newest.$sequence}`
    return isTold ? null : { sessionId: session.$id, sequence: newest.$sequence }
  }

  async function tell(): Promise<void> {
    timer = undefined
    const seen = shown()
    if (!seen) return
    try {
      await client.seen(seen.sessionId, seen.sequence)
      storage.set(TOLD, `${seen.sessionId} ${seen.sequence}`)
    } catch (thrown) {
      // The next reply tells of it, or a mail does once more: that is all.
      codeOf(thrown)
    }
  }

  function look(): void {
    if (shown()) timer ??= setTimeout(() => void tell(), AFTER_MS)
  }

  const unwatch = watchWake(look)
  store.subscribe(look)
  look()
  return () => {
    unwatch()
    clearTimeout(timer)
  }
}
