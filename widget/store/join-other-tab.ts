import { backoffMs } from '../../client/backoff.ts'
import { codeOf } from '../../client/chat-error.ts'
import type { ChatParts } from './chat-parts.ts'
import { LOGOUT } from './log-out.ts'
import { seenName } from './kept-visit.ts'
import { isOutgoing } from './memory.ts'

/**
 * What other tabs of this browser do: the first message there makes the browser's session, to which an untouched one
 * here gives way; what was seen there is seen; who logs out there has logged out here. Returns how to stop.
 */
export function watchOtherTabs({ context, sessions }: ChatParts, logOut: () => void): () => void {
  const { memory, storage, store } = context

  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  async function join(): Promise<void> {
    clearTimeout(retry)
    const sessionId = memory.sessionId()
    const { session, messages, outbox } = store.get()
    const isTouched = messages.length > 0 || outbox.length > 0
    if (!sessionId || sessionId === session?.$id || isTouched) return
    try {
      await sessions.joinStored()
      failures = 0
    } catch (thrown) {
      codeOf(thrown)
      retry = setTimeout(() => void join(), backoffMs(++failures))
    }
  }

  const unwatch = storage.watch((name, isRemoved) => {
    const { session, unread } = store.get()
    if (session && name === seenName(session.$id)) {
      store.set({ unread: Math.min(unread, memory.unseen(session)) })
    }
    if (name === 'session') void join()
    // A tab without its panel forgets all at once, and tells nothing: see `forget-visitor.ts`.
    if (name === LOGOUT ? !isRemoved : name === 'visitor' && isRemoved && !storage.isPersistent()) {
      context.close()
      logOut()
    }
    // Written in this very session, should that tab have taken the one that was started here.
    if (isOutgoing(name)) sessions.follow()
  })
  return () => {
    clearTimeout(retry)
    unwatch()
  }
}
