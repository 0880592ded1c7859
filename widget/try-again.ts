import { backoffMs } from '../client/backoff.ts'
import type { ChatState } from './store/chat-state.ts'
import type { Store } from './store/store.ts'

/**
 * Begins again by itself while the chat could not be reached, later each time, and at once when the page is online again:
 * nobody may be there to press a button. Returns how to stop.
 */
export function tryAgain(
  { get, subscribe }: Pick<Store<ChatState>, 'get' | 'subscribe'>,
  begin: () => void,
): () => void {
  let failures = 0
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** The store tells nothing when a try ends as the one before: the next one is planned here. */
  function plan(): void {
    timer = setTimeout(beginAgain, backoffMs((failures += 1)))
  }

  function beginAgain(): void {
    clearTimeout(timer)
    timer = undefined
    if (isStopped || get().phase !== 'failed') return
    begin()
    plan()
  }

  function look({ phase }: ChatState): void {
    if (phase === 'ready') failures = 0
    if (phase === 'failed' && !timer && !isStopped) plan()
  }

  look(get())
  subscribe(look)
  addEventListener('online', beginAgain)
  return () => {
    isStopped = true
    clearTimeout(timer)
    removeEventListener('online', beginAgain)
  }
}
