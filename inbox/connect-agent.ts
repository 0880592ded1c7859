import { createAccountSession, type AccountSession } from '../client/account-session.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { InboxConfig } from './inbox-config.ts'

/** The project that the inbox works on, and the account session that the agent reaches it with. */
export function connectAgent({ endpoint, projectId, databaseId }: InboxConfig): {
  readonly connection: AgentConnection
  readonly session: AccountSession
} {
  const target = { endpoint, projectId, credentials: 'include' } as const
  const session = createAccountSession(target, `porchlight-inbox:session:${projectId}`)
  return { connection: { target, databaseId, secret: session.secret }, session }
}
