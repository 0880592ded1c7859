/** What the page fetches once its list is shown: the conversation, and what goes on while an agent works. */
import { useStore } from '@nanostores/preact'
import { atom } from 'nanostores'
import type { AgentConnection } from './agent-connection.ts'
import type { LaterPart } from './App.tsx'
import { createConversationActions } from './conversation/conversation-actions.ts'
import { createConversationCalls } from './conversation/conversation-calls.ts'
import type { Features, FetchConversation } from './features.ts'
import { createSearchActions } from './search/search-actions.ts'
import { createSearchCalls } from './search/search-calls.ts'
import { createSearchStore } from './search/search-store.ts'
import { SearchBox } from './search/SearchBox.tsx'
import { SearchResults } from './search/SearchResults.tsx'
import { listenToKeys } from './shortcuts.ts'
import { Tools } from './Tools.tsx'

export { callAttention } from './call-attention.ts'
export { ConversationPane } from './conversation/ConversationPane.tsx'
export { keepAddress } from './keep-address.ts'
export { keepDrafts } from './keep-drafts.ts'
export { listenToRows } from './listen-to-rows.ts'

/** What is done in a conversation, by real calls. */
export function connectConversation(
  connection: AgentConnection,
  ...[store, context, page]: Parameters<FetchConversation>
) {
  return createConversationActions(store, createConversationCalls(connection), context, page)
}

/** Searching, and the keys that reach everything. */
export function connectTools(
  connection: AgentConnection,
  features: Features,
): Pick<LaterPart, 'Tools' | 'SearchResults'> {
  const { account, sessions, conversation, page } = features
  const store = createSearchStore()
  const actions = createSearchActions(store, createSearchCalls(connection), account)
  const $areKeysShown = atom(false)
  features.watchSessions(actions)
  store.$words.listen((words) => page.$isSearching.set(words.trim() !== ''))
  listenToKeys(features, {
    listed: () =>
      (page.$isSearching.get() ? store.$found.get()?.sessions : sessions.store.$sessions.get()) ?? [],
    showShortcuts: () => $areKeysShown.set(true),
  })
  return {
    Tools: () => (
      <Tools
        $alerts={page.$alerts}
        $areKeysShown={$areKeysShown}
        search={<SearchBox store={store} actions={actions} />}
      />
    ),
    SearchResults: () => (
      <SearchResults
        store={store}
        actions={actions}
        selectedId={useStore(conversation.store.$selectedId)}
        onOpen={(sessionId) => void conversation.open(sessionId)}
      />
    ),
  }
}
