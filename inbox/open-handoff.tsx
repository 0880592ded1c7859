import { useStore } from '@nanostores/preact'
import { readRow } from '../contract/read-row.ts'
import { sessionColumns } from '../contract/tables/sessions.ts'
import type { Agent } from './agent.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { Features } from './features.ts'
import { followOpenSession } from './follow-open-session.ts'
import { createHandoffActions } from './handoff/handoff-actions.ts'
import { createHandoffCalls } from './handoff/handoff-calls.ts'
import { createHandoffStore } from './handoff/handoff-store.ts'
import { HandoffPanel } from './handoff/HandoffPanel.tsx'

/** Who works on the open session, and giving it to somebody else. */
export function openHandoff(connection: AgentConnection, features: Features) {
  const { account, sessions, conversation } = features
  const store = createHandoffStore()
  const actions = createHandoffActions(store, createHandoffCalls(connection), account, (row) => {
    const session = readRow(sessionColumns, row)
    if (session) sessions.receive(session)
  })
  followOpenSession(features, actions)
  store.$handoff.listen((handoff) => conversation.store.$participants.set(handoff?.participants ?? []))
  return {
    actions,
    $known: store.$handoff,
    Panel: ({ agent }: { readonly agent: Agent }) => {
      const session = useStore(conversation.store.$conversation)?.session
      return session && <HandoffPanel store={store} actions={actions} agent={agent} session={session} />
    },
  }
}
