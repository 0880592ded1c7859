import { listTableRows } from '../../client/list-rows.ts'
import * as query from '../../client/query.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import * as limits from '../../contract/limits.ts'
import { readRow } from '../../contract/read-row.ts'
import { tagColumns, TAGS_TABLE_ID } from '../../contract/tables/tags.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { explainRefusals, unexpectedAnswer } from '../explain-refusals.ts'

export type TagsCalls = ReturnType<typeof createTagsCalls>

/** Reads the table of tags; the function `admin` writes it. Every method throws `InboxError`. */
export function createTagsCalls(connection: AgentConnection) {
  const { target, databaseId, secret } = connection

  async function change(method: 'PUT' | 'DELETE', sessionId: string, tag: string): Promise<string[]> {
    const path = adminToolPaths.tag(sessionId, encodeURIComponent(tag))
    const { tags } = await callAdmin(connection, { method, path })
    if (!Array.isArray(tags)) throw unexpectedAnswer()
    return tags.filter((one) => typeof one === 'string')
  }

  return {
    list: async (sessionId: string): Promise<readonly string[]> => {
      const queries = [query.equal('sessionId', sessionId), query.limit(limits.tagsPerSession)]
      const rows = await explainRefusals(
        listTableRows(target, { databaseId, secret: secret() }, TAGS_TABLE_ID, queries),
      )
      return rows.flatMap((row) => readRow(tagColumns, row)?.tag ?? []).sort()
    },

    /** Both give what the session has then. */
    add: (sessionId: string, tag: string) => change('PUT', sessionId, tag),
    remove: (sessionId: string, tag: string) => change('DELETE', sessionId, tag),
  }
}
