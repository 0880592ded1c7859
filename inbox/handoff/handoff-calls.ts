import { readTableRow } from '../../client/list-rows.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import * as handoffPaths from '../../contract/handoff-paths.ts'
import { isRecord } from '../../contract/is-record.ts'
import { SESSIONS_TABLE_ID } from '../../contract/tables/sessions.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { explainRefusals, unexpectedAnswer } from '../explain-refusals.ts'
import type { Colleague } from './handoff-store.ts'

export type HandoffCalls = ReturnType<typeof createHandoffCalls>

/** Who takes part in a session, and giving it to somebody else. Every method throws `InboxError`; sessions are rows as they came. */
export function createHandoffCalls(connection: AgentConnection) {
  const { target, databaseId, secret } = connection
  const change = async (path: string, body: object = {}): Promise<unknown> =>
    (await callAdmin(connection, { method: 'POST', path, body }))['session']
  return {
    read: (sessionId: string): Promise<unknown> =>
      explainRefusals(readTableRow(target, { databaseId, secret: secret() }, SESSIONS_TABLE_ID, sessionId)),

    colleagues: async (): Promise<readonly Colleague[]> => {
      const { agents } = await callAdmin(connection, { method: 'GET', path: adminPaths.agents })
      if (!Array.isArray(agents)) throw unexpectedAnswer()
      return agents.flatMap((agent: unknown) => colleagueIn(agent) ?? [])
    },

    join: (sessionId: string) => change(handoffPaths.join(sessionId)),
    leave: (sessionId: string) => change(handoffPaths.leave(sessionId)),
    give: (sessionId: string, agentId: string, note: string | null) =>
      change(adminPaths.assign(sessionId), { agentId, transfer: true, ...(note !== null && { note }) }),
  }
}

function colleagueIn(agent: unknown): Colleague | null {
  if (!isRecord(agent)) return null
  const { $id: id, name, isPresent } = agent
  if (typeof id !== 'string' || typeof name !== 'string') return null
  return { id, name, isPresent: isPresent === true }
}
