import { hasWritten } from '../panel/has-written.ts'
import { storedName } from '../launcher/stored-name.ts'

/**
 * Keeps for the next page of this tab that the panel is open, if there is something to come back to: looking around
 * leaves no trace. Returns how to stop.
 */
export function rememberOpen(projectId: string, isOpen: () => boolean): () => void {
  const onHide = () => {
    const name = storedName(projectId, 'open')
    try {
      if (isOpen() && hasWritten(projectId)) sessionStorage.setItem(name, '1')
      else sessionStorage.removeItem(name)
    } catch {
      // Storage is blocked: the next page begins closed.
    }
  }
  addEventListener('pagehide', onHide)
  return () => removeEventListener('pagehide', onHide)
}
