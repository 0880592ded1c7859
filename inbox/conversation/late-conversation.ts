import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { FeatureContext } from '../feature-context.ts'
import { InboxError } from '../inbox-error.ts'
import type { ConversationActions } from './conversation-actions.ts'
import type { ConversationStore } from './conversation-store.ts'

/** As much of the conversation as the rest of the page needs. */
export interface LateConversation extends Pick<
  ConversationActions,
  'open' | 'catchUp' | 'receiveSession' | 'forgetSession' | 'receiveMessage' | 'forgetMessage'
> {
  /** Fetches its code, unless that was done. Null, and the agent is told, when that fails. */
  readonly load: () => Promise<ConversationActions | null>
}

/**
 * The conversation before its code is there: the list doesn't wait for it. Until it is fetched nothing is open, so there
 * is nothing to keep up to date.
 */
export function createLateConversation(
  store: ConversationStore,
  context: FeatureContext,
  fetchConversation: () => Promise<ConversationActions>,
): LateConversation {
  let actions: ConversationActions | null = null
  let fetching: Promise<ConversationActions> | null = null

  /** A read of the page's own: its problem goes once a later try has worked. */
  async function load(): Promise<ConversationActions | null> {
    return context.read('part', async () => {
      try {
        fetching ??= fetchConversation()
        actions = await fetching
        return actions
      } catch (cause) {
        // The next try fetches again.
        fetching = null
        const problem = `A part of this page can’t be loaded (${String(cause)}). Load the page again.`
        throw new InboxError('part_missing', problem, { cause })
      }
    })
  }

  return {
    load,
    open: async (sessionId) => {
      if (actions) return actions.open(sessionId)
      store.$selectedId.set(sessionId)
      if (sessionId === null) return
      const loaded = await load()
      if (store.$selectedId.get() !== sessionId) return
      if (loaded) return loaded.open(sessionId)
      store.$selectedId.set(null)
    },
    catchUp: async () => actions?.catchUp(),
    receiveSession: (session: SessionRow) => actions?.receiveSession(session),
    forgetSession: (sessionId) => actions?.forgetSession(sessionId),
    receiveMessage: (row) => actions?.receiveMessage(row),
    forgetMessage: (row) => actions?.forgetMessage(row),
  }
}
