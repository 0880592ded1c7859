import { readTableRow } from '../../client/list-rows.ts'
import * as handoffPaths from '../../contract/handoff-paths.ts'
import { readRow } from '../../contract/read-row.ts'
import { agentColumns, AGENTS_TABLE_ID } from '../../contract/tables/agents.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { explainRefusals } from '../explain-refusals.ts'
import type { Presence } from './presence-store.ts'

export type PresenceCalls = ReturnType<typeof createPresenceCalls>

/** What the table `agents` says of an agent, and saying something else. Every method throws `InboxError`. */
export function createPresenceCalls(connection: AgentConnection) {
  const { target, databaseId, secret } = connection
  return {
    read: async (agentId: string): Promise<Presence | null> => {
      const reader = { databaseId, secret: secret() }
      const row = await explainRefusals(readTableRow(target, reader, AGENTS_TABLE_ID, agentId))
      return readRow(agentColumns, row)?.presence ?? null
    },

    say: async (state: Presence): Promise<void> => {
      await callAdmin(connection, { method: 'PUT', path: handoffPaths.presence, body: { state } })
    },
  }
}
