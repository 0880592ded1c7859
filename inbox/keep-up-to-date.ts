import type { Features } from './features.ts'
import type { Link } from './page-store.ts'

/** Renewed within five seconds even without push. */
const POLL_MS = 5000
/** With push: what it missed, and whether the account session still lives, shows within this time. */
const POLL_WHEN_LIVE_MS = 15_000

/** How the server's changes are listened to: tells when that begins and ends. Gives how to stop, and to look after it. */
export type Listen = (onLink: (isLive: boolean) => void) => {
  readonly wake: () => void
  readonly stop: () => void
}

/**
 * Keeps the page as it is on the server: pushes as they come, and a look every five seconds while there are none.
 * Reads everything again whenever the push begins, the page becomes visible, or the network is back.
 *
 * @returns how to stop; no timer, listener or connection stays behind
 */
export function keepUpToDate(
  listen: Listen,
  features: Pick<Features, 'refresh'>,
  onLink: (link: Link) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isLive = false
  let isStopped = false

  let isLooking = false
  let isWanted = false

  /** One at a time; what is asked for meanwhile is done afterwards. */
  async function look(): Promise<void> {
    clearTimeout(timer)
    isWanted = true
    if (isLooking) return
    isLooking = true
    try {
      while (isWanted) {
        isWanted = false
        await features.refresh()
      }
    } finally {
      isLooking = false
      if (!isStopped) timer = setTimeout(() => void look(), isLive ? POLL_WHEN_LIVE_MS : POLL_MS)
    }
  }

  function show(): void {
    onLink(navigator.onLine ? (isLive ? 'live' : 'polling') : 'offline')
  }

  const connection = listen((live) => {
    isLive = live
    show()
    void look()
  })
  const onWake = () => {
    show()
    if (document.visibilityState !== 'visible' || !navigator.onLine) return
    connection.wake()
    void look()
  }
  document.addEventListener('visibilitychange', onWake)
  window.addEventListener('online', onWake)
  window.addEventListener('offline', onWake)
  show()
  void look()

  return () => {
    isStopped = true
    isWanted = false
    clearTimeout(timer)
    connection.stop()
    document.removeEventListener('visibilitychange', onWake)
    window.removeEventListener('online', onWake)
    window.removeEventListener('offline', onWake)
  }
}
