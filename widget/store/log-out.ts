import type { ChatParts } from './chat-parts.ts'

/** What other tabs are told. */
export const LOGOUT = 'logout'

/** Forgets the visitor and all of theirs in this tab and on its disk, as if nobody had opened the panel yet. The server's rows stay. */
export function createLogOut({ context, sessions }: ChatParts): () => void {
  const { client, storage, tab, store } = context
  return () => {
    context.epoch += 1
    sessions.leave()
    client.signIn(null)
    storage.clear()
    tab.release()
    context.begun = null
    store.set({
      phase: 'loading',
      hasBegun: false,
      problem: null,
      busy: null,
      loadingOlder: false,
      settings: null,
      outbox: [],
      draft: '',
      files: [],
      unread: 0,
      userMeta: {},
      identity: null,
      chosenLocale: null,
      view: 'chat',
      ownSessions: null,
      menuIsOpen: false,
    })
    // A panel that is being closed is closed by then; whoever has opened it again begins anew.
    setTimeout(() => {
      const { isOpen, hasBegun } = store.get()
      if (!isOpen || hasBegun) return
      store.set({ hasBegun: true })
      void sessions.begin()
    })
  }
}
