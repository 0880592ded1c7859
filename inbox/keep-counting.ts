import { isPageHidden, watchWake } from '../client/page-wake.ts'

/** Each reading is an execution. */
const READ_EVERY_MS = 60_000
const TRY_AGAIN_MS = 15_000

/**
 * Reads the counters at once, then every minute; not while nobody looks at the page.
 *
 * @param read gives whether that worked
 * @returns how to stop
 */
export function keepCounting(read: () => Promise<boolean>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isReading = false
  let isStopped = false
  let dueAt = 0

  async function look(): Promise<void> {
    clearTimeout(timer)
    if (isStopped || isReading || isPageHidden()) return
    if (Date.now() >= dueAt) {
      isReading = true
      dueAt = Date.now() + ((await read()) ? READ_EVERY_MS : TRY_AGAIN_MS)
      isReading = false
    }
    if (!isStopped) timer = setTimeout(() => void look(), dueAt - Date.now())
  }

  const unwatch = watchWake(() => void look())
  void look()
  return () => {
    isStopped = true
    clearTimeout(timer)
    unwatch()
  }
}
