import type { AgentConnection } from './agent-connection.ts'
import type { Features } from './features.ts'
import { followOpenSession } from './follow-open-session.ts'
import { createTagsActions } from './tags/tags-actions.ts'
import { createTagsCalls } from './tags/tags-calls.ts'
import { createTagsStore } from './tags/tags-store.ts'
import { TagsPanel } from './tags/TagsPanel.tsx'

/** What agents call the open session. */
export function openTags(connection: AgentConnection, features: Features) {
  const store = createTagsStore()
  const actions = createTagsActions(store, createTagsCalls(connection), features.account)
  followOpenSession(features, actions)
  return { actions, Panel: () => <TagsPanel store={store} actions={actions} /> }
}
