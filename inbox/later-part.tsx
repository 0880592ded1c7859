/** What the page fetches once its list is shown: the conversation, and what goes on while an agent works. */
import { useStore } from '@nanostores/preact'
import { atom, type WritableAtom } from 'nanostores'
import { readRow } from '../contract/read-row.ts'
import { sessionColumns } from '../contract/tables/sessions.ts'
import type { Agent } from './agent.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { LaterPart } from './App.tsx'
import { callAttention } from './call-attention.ts'
import { createConversationActions } from './conversation/conversation-actions.ts'
import { createConversationCalls } from './conversation/conversation-calls.ts'
import { ConversationPane } from './conversation/ConversationPane.tsx'
import type { Features, FetchConversation } from './features.ts'
import { createHandoffActions } from './handoff/handoff-actions.ts'
import { createHandoffCalls } from './handoff/handoff-calls.ts'
import { createHandoffStore } from './handoff/handoff-store.ts'
import { HandoffPanel } from './handoff/HandoffPanel.tsx'
import { keepAddress } from './keep-address.ts'
import { keepDrafts } from './keep-drafts.ts'
import { keepFocus } from './keep-focus.ts'
import type { Listen } from './keep-up-to-date.ts'
import { listenToRows } from './listen-to-rows.ts'
import { createNotesActions, type NotesActions } from './notes/notes-actions.ts'
import { createNotesCalls } from './notes/notes-calls.ts'
import { createNotesStore } from './notes/notes-store.ts'
import { NotesPanel } from './notes/NotesPanel.tsx'
import type { Over } from './over.ts'
import { keepPresent } from './keep-present.ts'
import { createPresenceActions } from './presence/presence-actions.ts'
import { createPresenceCalls } from './presence/presence-calls.ts'
import { createPresenceStore } from './presence/presence-store.ts'
import { PresenceSwitch } from './presence/PresenceSwitch.tsx'
import { createSearchActions } from './search/search-actions.ts'
import { createSearchCalls } from './search/search-calls.ts'
import { createSearchStore } from './search/search-store.ts'
import { SearchBox } from './search/SearchBox.tsx'
import { SearchResults } from './search/SearchResults.tsx'
import { listenToKeys } from './shortcuts.ts'
import { Report } from './statistics/Report.tsx'
import { createTagsActions } from './tags/tags-actions.ts'
import { createTagsCalls } from './tags/tags-calls.ts'
import { createTagsStore } from './tags/tags-store.ts'
import { TagsPanel } from './tags/TagsPanel.tsx'
import { Tools } from './Tools.tsx'

/** Connects what is in here with the rest of the page, which is there already. */
export function openLaterPart(
  connection: AgentConnection,
  features: Features,
  ...[store, context, page]: Parameters<FetchConversation>
): LaterPart & { readonly listen: Listen } {
  const actions = createConversationActions(store, createConversationCalls(connection), context, page)
  const notes = openNotes(connection, features)
  const handoff = openHandoff(connection, features)
  const tags = openTags(connection, features)
  keepDrafts(connection.target.projectId, features)
  const $over = atom<Over | null>(null)
  keepAddress(features, $over)
  // With the session its details go.
  store.$selectedId.listen((sessionId) => {
    if (sessionId === null) $over.set(null)
  })
  callAttention(features)
  keepFocus()
  return {
    actions,
    listen: listenToRows(connection, features, notes.actions, handoff.actions, tags.actions),
    ConversationPane: ({ agent }) => (
      <ConversationPane
        store={store}
        actions={actions}
        agent={agent}
        $over={$over}
        beside={
          <>
            <handoff.Panel agent={agent} />
            <tags.Panel />
            <notes.Panel agent={agent} />
          </>
        }
      />
    ),
    Report: () => <Report store={features.statistics.store} />,
    ...openTools(connection, features, $over),
  }
}

/** What agents write to each other about the open session. */
function openNotes(connection: AgentConnection, { account, sessions, conversation }: Features) {
  const store = createNotesStore()
  const actions: NotesActions = createNotesActions(store, createNotesCalls(connection), account)
  conversation.store.$selectedId.subscribe((sessionId) => void actions.open(sessionId))
  // Whoever signs in again finds the same session open.
  account.store.$account.listen(({ kind }) => {
    if (kind === 'signed_in') void actions.open(conversation.store.$selectedId.get())
  })
  account.store.$ownerId.listen(actions.forgetDrafts)
  sessions.store.$refreshedAt.listen(() => void actions.catchUp())
  return {
    actions,
    Panel: ({ agent }: { readonly agent: Parameters<typeof NotesPanel>[0]['agent'] }) => (
      <NotesPanel store={store} actions={actions} agent={agent} />
    ),
  }
}

/** Who works on the open session, and giving it to somebody else. */
function openHandoff(connection: AgentConnection, { account, sessions, conversation }: Features) {
  const store = createHandoffStore()
  const calls = createHandoffCalls(connection)
  const actions = createHandoffActions(store, calls, account, (row) => {
    const session = readRow(sessionColumns, row)
    if (session) sessions.receive(session)
  })
  conversation.store.$selectedId.subscribe((sessionId) => void actions.open(sessionId))
  store.$handoff.listen((handoff) => conversation.store.$participants.set(handoff?.participants ?? []))
  account.store.$account.listen(({ kind }) => {
    if (kind === 'signed_in') void actions.open(conversation.store.$selectedId.get())
  })
  sessions.store.$refreshedAt.listen(() => void actions.catchUp())
  return {
    actions,
    Panel: ({ agent }: { readonly agent: Agent }) => {
      const session = useStore(conversation.store.$conversation)?.session
      return session && <HandoffPanel store={store} actions={actions} agent={agent} session={session} />
    },
  }
}

/** Whether the agent is there: said as long as they are signed in. */
function openPresence(connection: AgentConnection, { account }: Features) {
  const store = createPresenceStore()
  const actions = createPresenceActions(store, createPresenceCalls(connection), account)
  let stop: (() => void) | null = null
  account.store.$account.subscribe(({ kind }) => {
    if (kind === 'signed_in') stop ??= keepPresent(actions.beat)
    else {
      stop?.()
      stop = null
    }
  })
  return <PresenceSwitch store={store} actions={actions} />
}

/** What agents call the open session. */
function openTags(connection: AgentConnection, { account, sessions, conversation }: Features) {
  const store = createTagsStore()
  const actions = createTagsActions(store, createTagsCalls(connection), account)
  conversation.store.$selectedId.subscribe((sessionId) => void actions.open(sessionId))
  account.store.$account.listen(({ kind }) => {
    if (kind === 'signed_in') void actions.open(conversation.store.$selectedId.get())
  })
  sessions.store.$refreshedAt.listen(() => void actions.catchUp())
  return { actions, Panel: () => <TagsPanel store={store} actions={actions} /> }
}

/** Searching, and the keys that reach everything. */
function openTools(
  connection: AgentConnection,
  features: Features,
  $over: WritableAtom<Over | null>,
): Pick<LaterPart, 'Tools' | 'SearchResults'> {
  const { account, sessions, conversation, page } = features
  const store = createSearchStore()
  const actions = createSearchActions(store, createSearchCalls(connection), account)
  const $areKeysShown = atom(false)
  const presence = openPresence(connection, features)
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
