import type { ChatState } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'
import { storedName } from '../launcher/stored-name.ts'

/**
 * Carries what somebody has begun to write, before they have sent anything, to the next page of this tab. While a page
 * is there nothing is stored: the draft is stored as the page is left, and removed as the next one loads.
 *
 * @param hasWritten whether the browser keeps drafts already, because a message was sent
 * @param isLoggedOut whether the page has logged the visitor out, though what forgets the draft isn't there yet
 * @returns how to stop
 */
export function carryDraft(
  projectId: string,
  { get, set }: Pick<Store<ChatState>, 'get' | 'set'>,
  hasWritten: () => boolean,
  isLoggedOut: () => boolean,
): () => void {
  const name = storedName(projectId, 'draft')
  const openName = storedName(projectId, 'open')

  function take(): void {
    try {
      const draft = sessionStorage.getItem(name)
      sessionStorage.removeItem(name)
      if (!hasWritten()) sessionStorage.removeItem(openName)
      if (draft && !get().draft && !isLoggedOut()) set({ draft })
    } catch {
      // Storage is blocked.
    }
  }

  function putDown(): void {
    const { draft, isOpen } = get()
    if (!draft || hasWritten() || isLoggedOut()) return
    try {
      sessionStorage.setItem(name, draft)
      if (isOpen) sessionStorage.setItem(openName, '1')
    } catch {
      // It is lost with the page, then.
    }
  }

  take()
  addEventListener('pagehide', putDown)
  // Back from the browser's cache: this page still has it.
  addEventListener('pageshow', take)
  return () => {
    removeEventListener('pagehide', putDown)
    removeEventListener('pageshow', take)
  }
}
