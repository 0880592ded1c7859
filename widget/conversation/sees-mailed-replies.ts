import { leftAddress } from './left-address.ts'
import type { ChatContext } from '../store/chat-context.ts'

/**
 * Watches for agents' replies to a visitor who has left an address: only those go out by mail, so that only there the server
 * has to know what was seen. What tells it is fetched with the first of them.
 *
 * @returns how to stop
 */
export function seesMailedReplies(context: ChatContext): () => void {
  const { get, subscribe } = context.store
  let isStopped = false
  let stop: (() => void) | null = null
  let isFetched = false

  async function fetchPart(): Promise<void> {
    const { tellSeen } = await import('../mail/mail.tsx')
    if (!isStopped) stop = tellSeen(context)
  }

  subscribe(() => {
    const { session, messages } = get()
    if (isFetched || isStopped || messages.at(-1)?.sender !== 'agent') return
    if (leftAddress(session) === null) return
    isFetched = true
    fetchPart().catch(() => {
      // A mail tells of what was seen: the next reply tries again.
      isFetched = false
    })
  })
  return () => {
    isStopped = true
    stop?.()
  }
}
