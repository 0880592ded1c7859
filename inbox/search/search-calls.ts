import { readSessions } from '../../client/read-sessions.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'

export interface SearchPage {
  readonly sessions: readonly SessionRow[]
  readonly cursor: string | null
}

export type SearchCalls = ReturnType<typeof createSearchCalls>

/** Looks for sessions by the function `admin`, as scripts do. Every method throws `InboxError`. */
export function createSearchCalls(connection: AgentConnection) {
  return {
    search: async (words: string, cursor: string | null): Promise<SearchPage> => {
      const query = new URLSearchParams({ search: words, ...(cursor !== null && { cursor }) })
      const answer = await callAdmin(connection, {
        method: 'GET',
        path: `${adminPaths.sessions}?${query.toString()}`,
      })
      const { nextCursor } = answer
      return {
        sessions: readSessions(answer['sessions']),
        cursor: typeof nextCursor === 'string' ? nextCursor : null,
      }
    },
  }
}
