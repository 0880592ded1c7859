import { isNewer } from '../../contract/is-newer.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { FeatureContext } from '../feature-context.ts'
import type { SearchCalls } from './search-calls.ts'
import type { SearchStore } from './search-store.ts'

export interface SearchActions {
  /** Takes the words as they are typed, and looks for them once nothing more is typed for a moment. */
  readonly type: (words: string) => void
  /** Looks for what was typed at once. */
  readonly look: () => Promise<void>
  readonly loadMore: () => Promise<void>
  readonly receiveSession: (session: SessionRow) => void
  readonly forgetSession: (sessionId: string) => void
}

/** Between keys of one word; longer is taken for the end of it. */
const PAUSE_MS = 250
/** The name of its read. */
const READ = 'search'

/** Finds sessions by words of their name or newest message, or by their id. */
export function createSearchActions(
  store: SearchStore,
  calls: SearchCalls,
  context: FeatureContext,
): SearchActions {
  let timer: ReturnType<typeof setTimeout> | undefined

  context.onSignedOut(() => type(''))

  function type(words: string): void {
    clearTimeout(timer)
    store.$words.set(words)
    if (words.trim() !== '') timer = setTimeout(() => void look(), PAUSE_MS)
    else {
      store.$found.set(null)
      context.dropRead(READ)
    }
  }

  /** Whether somebody still wants to know: later words have their own answer. */
  function isWanted(words: string): boolean {
    return store.$words.get().trim() === words
  }

  async function look(): Promise<void> {
    clearTimeout(timer)
    const words = store.$words.get().trim()
    if (words === '' || store.$found.get()?.words === words) return
    await context.read(READ, async () => {
      const page = await calls.search(words, null)
      if (isWanted(words)) store.$found.set({ words, ...page })
    })
  }

  function change(sessions: (present: readonly SessionRow[]) => readonly SessionRow[]): void {
    const found = store.$found.get()
    if (found) store.$found.set({ ...found, sessions: sessions(found.sessions) })
  }

  return {
    type,
    look,
    loadMore: async () => {
      const found = store.$found.get()
      if (found === null || found.cursor === null) return
      const { words, cursor } = found
      await context.act(async () => {
        const page = await calls.search(words, cursor)
        const present = store.$found.get()
        // Pressed twice, the second answer has nothing new.
        if (present?.words !== words || present.cursor !== cursor) return
        const known = new Set(present.sessions.map(({ $id }) => $id))
        const fresh = page.sessions.filter(({ $id }) => !known.has($id))
        store.$found.set({ words, sessions: [...present.sessions, ...fresh], cursor: page.cursor })
      })
    },
    receiveSession: (session) => {
      change((present) =>
        present.map((row) => (row.$id === session.$id && isNewer(session, row) ? session : row)),
      )
    },
    forgetSession: (sessionId) => change((present) => present.filter(({ $id }) => $id !== sessionId)),
  }
}
