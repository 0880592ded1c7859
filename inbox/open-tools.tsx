import { useStore } from '@nanostores/preact'
import { atom, type WritableAtom } from 'nanostores'
import type { AgentConnection } from './agent-connection.ts'
import type { LaterPart } from './App.tsx'
import type { Features } from './features.ts'
import { openArticles } from './open-articles.tsx'
import { openPresence } from './open-presence.tsx'
import { openSettings } from './open-settings.tsx'
import type { Over } from './over.ts'
import { createSearchActions } from './search/search-actions.ts'
import { createSearchCalls } from './search/search-calls.ts'
import { createSearchStore } from './search/search-store.ts'
import { SearchBox } from './search/SearchBox.tsx'
import { SearchResults } from './search/SearchResults.tsx'
import { listenToKeys } from './shortcuts.ts'
import { Report } from './statistics/Report.tsx'
import { Tools } from './Tools.tsx'

/** Searching, and the keys that reach everything. */
export function openTools(
  connection: AgentConnection,
  features: Features,
  $over: WritableAtom<Over | null>,
): Pick<LaterPart, 'Tools' | 'SearchResults'> {
  const { account, sessions, conversation, page } = features
  const store = createSearchStore()
  const actions = createSearchActions(store, createSearchCalls(connection), account)
  const $areKeysShown = atom(false)
  const presence = openPresence(connection, features)
  const articles = openArticles(connection, features)
  const settings = openSettings(connection, features)
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
        $over={$over}
        presence={presence}
        articles={<articles.Dialog onClose={() => $over.set(null)} />}
        settings={<settings.Dialog onClose={() => $over.set(null)} />}
        report={<Report store={features.statistics.store} empty={<p class="empty">No statistics yet.</p>} />}
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
