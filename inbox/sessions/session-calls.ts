import { listTableRows } from '../../client/list-rows.ts'
import * as query from '../../client/query.ts'
import { orderedFrom } from '../../contract/ordered-from.ts'
import type { Position } from '../../contract/position.ts'
import { readRow } from '../../contract/read-row.ts'
import { SESSIONS_TABLE_ID, sessionColumns, type SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent } from '../agent.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { explainRefusals } from '../explain-refusals.ts'
import { orderColumn, placeIn, type View } from './view.ts'

export interface SessionPage {
  readonly sessions: readonly SessionRow[]
  /** Where the next page begins; null at the end. */
  readonly next: Position | null
}

/** What lists that go on from a position are asked with. */
const ordering = {
  orderAsc: query.orderAsc,
  orderDesc: query.orderDesc,
  equal: query.equal,
  greaterThan: query.greaterThan,
  lessThan: query.lessThan,
  isNull: query.isNull,
  isNotNull: query.isNotNull,
  and: query.and,
  or: query.or,
}

const SESSION_PAGE = 50
/** Read each time in full, so that the longest waiting are among them. */
const WAITING_PAGE = 100

export type SessionCalls = ReturnType<typeof createSessionCalls>

/** Reads the table of sessions, all of which agents may read. Every method throws `InboxError`. */
export function createSessionCalls({ target, databaseId, secret }: AgentConnection) {
  return {
    /** One page of a view, in its order: who has waited longest first, otherwise the most recently active. */
    listSessions: async (view: View, agent: Agent, after: Position | null): Promise<SessionPage> => {
      const size = view === 'waiting' ? WAITING_PAGE : SESSION_PAGE
      const order = view === 'waiting' ? 'ascending' : 'descending'
      const queries = [
        ...viewQueries(view, agent),
        ...orderedFrom(ordering, orderColumn(view), order, after),
        query.limit(size),
      ]
      const rows = await explainRefusals(
        listTableRows(target, { databaseId, secret: secret() }, SESSIONS_TABLE_ID, queries),
      )
      const sessions = rows.flatMap((row) => readRow(sessionColumns, row) ?? [])
      const last = sessions.at(-1)
      return { sessions, next: rows.length === size && last ? placeIn(view, last) : null }
    },
  }
}

function viewQueries(view: View, agent: Agent): string[] {
  switch (view) {
    case 'open':
      return [query.oneOf('status', ['active', 'agent_assigned']), query.greaterThan('messageCount', 0)]
    case 'waiting':
      return [query.equal('status', 'active'), query.equal('needsHuman', true)]
    case 'mine':
      return [query.equal('status', 'agent_assigned'), query.equal('assignedAgent', agent.id)]
    case 'closed':
      return [query.equal('status', 'closed')]
    default:
      return view satisfies never
  }
}
