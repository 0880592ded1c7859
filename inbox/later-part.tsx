/** What the page fetches once its list is shown: the conversation, and what goes on while an agent works. */
import { atom } from 'nanostores'
import type { AgentConnection } from './agent-connection.ts'
import type { LaterPart } from './App.tsx'
import { callAttention } from './call-attention.ts'
import { createConversationActions } from './conversation/conversation-actions.ts'
import { createConversationCalls } from './conversation/conversation-calls.ts'
import { ConversationPane } from './conversation/ConversationPane.tsx'
import type { Features, FetchConversation } from './features.ts'
import { keepAddress } from './keep-address.ts'
import { keepDrafts } from './keep-drafts.ts'
import { keepSeen } from './keep-seen.ts'
import { keepFocus } from './keep-focus.ts'
import type { Listen } from './keep-up-to-date.ts'
import { listenToRows } from './listen-to-rows.ts'
import { openHandoff } from './open-handoff.tsx'
import { openNotes } from './open-notes.tsx'
import { openTags } from './open-tags.tsx'
import { openTools } from './open-tools.tsx'
import type { Over } from './over.ts'
import { Report } from './statistics/Report.tsx'

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
  keepSeen(features, actions, handoff.$known)
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
        $known={handoff.$known}
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
