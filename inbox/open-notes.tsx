import type { Agent } from './agent.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { Features } from './features.ts'
import { followOpenSession } from './follow-open-session.ts'
import { createNotesActions } from './notes/notes-actions.ts'
import { createNotesCalls } from './notes/notes-calls.ts'
import { createNotesStore } from './notes/notes-store.ts'
import { NotesPanel } from './notes/NotesPanel.tsx'

/** What agents write to each other about the open session. */
export function openNotes(connection: AgentConnection, features: Features) {
  const { account } = features
  const store = createNotesStore()
  const actions = createNotesActions(store, createNotesCalls(connection), account)
  followOpenSession(features, actions)
  account.store.$ownerId.listen(actions.forgetDrafts)
  return {
    actions,
    Panel: ({ agent }: { readonly agent: Agent }) => (
      <NotesPanel store={store} actions={actions} agent={agent} />
    ),
  }
}
