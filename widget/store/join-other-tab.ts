import type { ChatParts } from './chat-parts.ts'
import { seenName } from './memory.ts'

/**
 * What other tabs of this browser do: the first message there makes the browser's session, to which an untouched one
 * here gives way; what was seen there is seen. Returns how to stop.
 */
export function watchOtherTabs({ context, sessions }: ChatParts): () => void {
  const { memory, storage, store } = context

  return storage.watch((name) => {
    const sessionId = memory.sessionId()
    const { session, messages, outbox, unread } = store.get()
    if (session && name === seenName(session.$id)) {
      store.set({ unread: Math.min(unread, memory.unseen(session)) })
    }
    const isTouched = messages.length > 0 || outbox.length > 0
    if (name !== 'session' || !sessionId || sessionId === session?.$id || isTouched) return
    void sessions.joinStored(() => {})
  })
}
