import { watchWake } from '../client/page-wake.ts'
import * as limits from '../contract/limits.ts'

/**
 * Says at once that the agent is there, and again each minute, also while another page is before this one; a computer
 * that sleeps says nothing.
 *
 * @returns how to stop
 */
export function keepPresent(beat: () => Promise<void>): () => void {
  let dueAt = 0
  const look = () => {
    if (Date.now() < dueAt) return
    dueAt = Date.now() + limits.heartbeatSeconds * 1000
    void beat()
  }
  const timer = setInterval(look, limits.heartbeatSeconds * 1000)
  const unwatch = watchWake(look)
  look()
  return () => {
    clearInterval(timer)
    unwatch()
  }
}
