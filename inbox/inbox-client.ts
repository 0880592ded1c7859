import type { AccountSession } from '../client/account-session.ts'
import { createAccountCalls } from './account/account-calls.ts'
import type { AgentConnection } from './agent-connection.ts'
import { createConversationCalls } from './conversation/conversation-calls.ts'
import { createSessionCalls } from './sessions/session-calls.ts'
import { createStatisticsCalls } from './statistics/statistics-calls.ts'

export type { Agent } from './agent.ts'
export type InboxClient = ReturnType<typeof createInboxClient>

/** All that the inbox sends. Every method throws `InboxError`. */
export function createInboxClient(connection: AgentConnection, session: AccountSession) {
  return {
    ...createAccountCalls(connection, session),
    ...createSessionCalls(connection),
    ...createConversationCalls(connection),
    ...createStatisticsCalls(connection),
  }
}
