import { backoffMs } from '../../client/backoff.ts'
import type { LazyPart } from '../panel/lazy-part.ts'
import type { ChatState } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'

/** What of the panel is tried again. */
export interface Tried {
  readonly begin: () => void
  readonly conversation: Pick<LazyPart<unknown>, 'get'>
  readonly withChat: (work: () => void) => Promise<void>
}

/**
 * Begins again by itself while the chat could not be reached, or what sends could not be fetched, later each time, and
 * at once when the page is online again: nobody may be there to press a button. Returns how to stop.
 */
export function tryAgain(
  { get, subscribe }: Pick<Store<ChatState>, 'get' | 'subscribe'>,
  { begin, conversation, withChat }: Tried,
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
    if (isStopped || !isStuck()) return
    if (get().phase === 'failed') begin()
    // Fetching it is all: the network's error is removed with that.
    else void withChat(() => {})
    plan()
  }

  function isStuck(): boolean {
    const { phase, problem } = get()
    return phase === 'failed' || (problem === 'network' && !conversation.get())
  }

  function look(): void {
    if (isStuck()) {
      if (!timer && !isStopped) plan()
    } else if (conversation.get()) failures = 0
  }

  look()
  subscribe(look)
  addEventListener('online', beginAgain)
  return () => {
    isStopped = true
    clearTimeout(timer)
    removeEventListener('online', beginAgain)
  }
}
