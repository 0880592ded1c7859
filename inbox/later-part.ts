/** What the page fetches once its list is shown: the conversation, statistics, and what goes on while an agent works. */
import type { AgentConnection } from './agent-connection.ts'
import { createConversationActions } from './conversation/conversation-actions.ts'
import { createConversationCalls } from './conversation/conversation-calls.ts'
import type { FetchConversation } from './features.ts'

export { callAttention } from './call-attention.ts'
export { ConversationPane } from './conversation/ConversationPane.tsx'
export { keepDrafts } from './keep-drafts.ts'
export { listenToRows } from './listen-to-rows.ts'
export { Report } from './statistics/Report.tsx'

/** What is done in a conversation, by real calls. */
export function connectConversation(
  connection: AgentConnection,
  ...[store, context, page]: Parameters<FetchConversation>
) {
  return createConversationActions(store, createConversationCalls(connection), context, page)
}
