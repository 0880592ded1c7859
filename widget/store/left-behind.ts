import { codeOf } from '../../client/chat-error.ts'
import type { ChatContext } from './chat-context.ts'
import { isOutgoing, type KeptMessage } from './memory.ts'

export interface LeftBehind {
  /** Takes over what tabs that are gone left unsent; one call at a time does. */
  readonly takeOver: () => Promise<void>
  /** Looks again after a while. */
  readonly lookAgain: () => void
  readonly stop: () => void
}

/** A message of another tab may be left behind by it at any time. */
const LOOK_AGAIN_MS = 10_000

/**
 * An unsent message belongs to one living tab: two that send it could each store it, in sessions of their own. This is
 * how one passes from a tab that is gone to this one.
 *
 * @param wake called when it is time to look again
 */
export function createLeftBehind(
  { memory, storage, store, tab }: Pick<ChatContext, 'memory' | 'storage' | 'store' | 'tab'>,
  wake: () => void,
): LeftBehind {
  const { get, set } = store
  let underWay: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  function foreign(): readonly KeptMessage[] {
    return memory.outbox().filter(({ owner }) => owner !== tab.id)
  }

  async function leftBehind(): Promise<readonly KeptMessage[]> {
    if (foreign().length === 0) return []
    const lives = await tab.living()
    return foreign().filter(({ owner }) => !lives(owner))
  }

  async function look(): Promise<void> {
    // Looked at before as well: whoever works alone may take long.
    if ((await leftBehind()).length > 0) await tab.alone(takeAll)
    if (foreign().length > 0) lookAgain()
  }

  async function takeAll(): Promise<void> {
    const left = await leftBehind()
    if (left.length === 0 || isStopped) return
    tab.hold()
    for (const message of left) memory.keepOutgoing(message, tab.id)
    const held = new Set(get().outbox.map(({ id }) => id))
    const taken = left.filter(({ id }) => !held.has(id))
    set({ outbox: [...get().outbox, ...taken].sort((one, other) => one.order - other.order) })
  }

  function lookAgain(): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(wake, LOOK_AGAIN_MS)
  }

  // A tab that closes reports nothing: one that stays takes over what it left, though nobody writes here.
  const unwatch = storage.watch((name) => {
    if (isOutgoing(name)) lookAgain()
  })

  return {
    takeOver: () =>
      (underWay ??= look()
        .catch((thrown: unknown) => void codeOf(thrown))
        .finally(() => {
          underWay = null
        })),
    lookAgain,
    stop: () => {
      isStopped = true
      unwatch()
      clearTimeout(timer)
    },
  }
}
