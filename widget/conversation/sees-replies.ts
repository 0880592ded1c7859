import type { ChatContext } from '../store/chat-context.ts'

/**
 * Watches for agents' replies: agents see what of them was seen, and that goes out by mail no more. What tells it is
 * fetched with the first of them.
 *
 * @returns how to stop
 */
export function seesReplies(context: ChatContext): () => void {
  const { get, subscribe } = context.store
  let isStopped = false
  let stop: (() => void) | null = null
  let isFetched = false

  async function fetchPart(): Promise<void> {
    const { tellSeen } = await import('../receipts/receipts.tsx')
    if (!isStopped) stop = tellSeen(context)
  }

  subscribe(() => {
    if (isFetched || isStopped || get().messages.at(-1)?.sender !== 'agent') return
    isFetched = true
    fetchPart().catch(() => {
      // Nobody is told that it was seen: the next reply tries again.
      isFetched = false
    })
  })
  return () => {
    isStopped = true
    stop?.()
  }
}
