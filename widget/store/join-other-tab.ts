import type { ChatParts } from './chat-parts.ts'

/** Another tab's first message made this browser's session: an untouched one here gives way to it. Returns how to stop. */
export function watchOtherTabs({ context, sessions }: ChatParts): () => void {
  const { client, memory, storage, store } = context

  async function join(sessionId: string): Promise<void> {
    const before = client.credentials()
    client.signIn(memory.visitor())
    try {
      sessions.adopt(await client.resume(sessionId))
      // Its first message may still be on its way.
      sessions.follow()
    } catch {
      // The session here still works, for the visitor that it was made for.
      client.signIn(before)
    }
  }

  return storage.watch((name) => {
    const sessionId = memory.sessionId()
    const { session, messages, outbox } = store.get()
    const isTouched = messages.length > 0 || outbox.length > 0
    if (name !== 'session' || !sessionId || sessionId === session?.$id || isTouched) return
    void join(sessionId)
  })
}
