import { createHash } from 'node:crypto'
import { Operator, Permission, Query, Role } from 'node-appwrite'
import { isRowId } from '../../contract/appwrite-ids.ts'
import { orderedFrom } from '../../contract/ordered-from.ts'
import type { Position } from '../../contract/position.ts'
import type { Row } from '../../contract/table.ts'
import type { Sender } from '../../contract/senders.ts'
import { sessions as table } from '../../contract/tables/sessions-table.ts'
import type {
  PacedSessionRow,
  PaceValues,
  SessionRow,
  SessionValues,
} from '../../contract/tables/sessions.ts'
import { lockedTables, nullOnStatus, type Access, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { countUpToCap, expectRow, listColumns, listRows, type BoundedCount } from './rows.ts'
import { SORTS, type SessionSort } from './session-order.ts'
import { searchText } from './search-text.ts'

/** Which sessions a list or count is about; every field narrows further. */
export interface SessionFilter {
  readonly status?: SessionRow['status']
  readonly needsHuman?: boolean
  /** A user id, or null for sessions without an agent. */
  readonly agentId?: string | null
  /** Last seen at or after. */
  readonly since?: string
  /** Last seen before. */
  readonly until?: string
  /** Without a time when it was last seen, and changed last before this. */
  readonly undatedUntil?: string
  readonly createdSince?: string
  /** Changed at or after. */
  readonly updatedSince?: string
  readonly search?: string
  readonly hasMessages?: boolean
  readonly visitorId?: string
  /** Of whom the site's own server names. The name itself is no filter: see `identityKeyColumns`. */
  readonly verifiedIdHash?: string
  /** Letters one after the other of the metadata or the verified address, which no index finds: only beside a bound, such as `sequenceUntil`. */
  readonly addressWith?: string
  readonly sequenceUntil?: number
  readonly expiresUntil?: string
  /** Without a time to expire at, and changed last at this or before. */
  readonly unlimitedUntil?: string
  /** The sender of the newest message. */
  readonly previewSender?: Sender
}

export interface SessionPage {
  readonly filter: SessionFilter
  readonly sort?: SessionSort
  readonly limit: number
  /** Where the page before ended, see `positionOf`. */
  readonly after?: Position | null
}

const { status, needsHuman, assignedAgent, messageCount } = table.columns
const STATE_COLUMNS = { status, needsHuman, assignedAgent, messageCount }
export type SessionStateRow = Row<typeof STATE_COLUMNS>

/** The table `sessions`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function sessionsRepository(connection: Connection, access: Access) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    /** Makes the row, readable by its visitor. */
    async create(id: string, visitorId: string, values: Partial<SessionValues>): Promise<PacedSessionRow> {
      const created = await nullOnStatus(
        [],
        tables.createRow({
          ...place,
          rowId: id,
          data: { ...values, sessionId: id, visitorId },
          permissions: [Permission.read(Role.user(visitorId))],
        }),
      )
      return expectRow(table, created)
    },

    async get(id: string): Promise<PacedSessionRow | null> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
      return row && expectRow(table, row)
    },

    /** Changes columns and counts messages in one write, whatever else happens to the row. Null when it is gone. */
    async touch(
      id: string,
      values: Partial<SessionValues>,
      newMessages: number,
    ): Promise<PacedSessionRow | null> {
      const data = { ...plainTexts(values), ...counted(newMessages) }
      const row = await nullOnStatus([404], tables.updateRow({ ...place, rowId: id, data }))
      return row && expectRow(table, row)
    },

    /**
     * As `touch` with one new message, which counts as an attempt to send too. With `unchangedSince`, the `$updatedAt`
     * of a row that was read, only if the row is still that one. Null when it is not, or gone.
     */
    async countSent(
      id: string,
      values: Partial<SessionValues & PaceValues>,
      unchangedSince: string | null = null,
    ): Promise<PacedSessionRow | null> {
      const data = { ...plainTexts(values), ...counted(1), sentCount: Operator.increment(1) }
      const [way, foreseen] =
        unchangedSince === null ? [tables, [404]] : [lockedTables(access, unchangedSince), [404, 409]]
      const row = await nullOnStatus(foreseen, way.updateRow({ ...place, rowId: id, data }))
      return row && expectRow(table, row)
    },

    /** Changes columns and counts messages only if the row is still as it was read. Null when it is not, or gone. */
    async changeIfSame(
      session: Pick<SessionRow, '$id' | '$updatedAt'>,
      values: Partial<SessionValues>,
      newMessages = 0,
    ): Promise<PacedSessionRow | null> {
      const locked = lockedTables(access, session.$updatedAt)
      const data = { ...plainTexts(values), ...counted(newMessages) }
      const row = await nullOnStatus([404, 409], locked.updateRow({ ...place, rowId: session.$id, data }))
      return row && expectRow(table, row)
    },

    /** One page of a list, most recently active first unless sorted otherwise. */
    async list(page: SessionPage): Promise<PacedSessionRow[]> {
      const { column, order } = SORTS[page.sort ?? '-lastSeen']
      return listRows(connection, table, [
        ...filterQueries(page.filter),
        ...orderedFrom(Query, column, order, page.after ?? null),
        Query.limit(page.limit),
      ])
    },

    /** Sessions that changed after a position and before a moment, in the order of their changes. */
    async changedSince(position: Position | null, before: string, limit: number): Promise<PacedSessionRow[]> {
      return listRows(connection, table, [
        ...orderedFrom(Query, '$updatedAt', 'ascending', position),
        Query.lessThan('$updatedAt', before),
        Query.limit(limit),
      ])
    },

    /** What statistics need of the sessions that changed after a position, in the order of their changes. */
    async statesSince(position: Position | null, limit: number): Promise<SessionStateRow[]> {
      return listColumns(connection, table, STATE_COLUMNS, [
        ...orderedFrom(Query, '$updatedAt', 'ascending', position),
        Query.limit(limit),
      ])
    },

    /** Sessions with replies that are to go out by mail at a moment, those first that have waited longest. */
    async mailDue(at: string, limit: number): Promise<PacedSessionRow[]> {
      return listRows(connection, table, [
        Query.lessThanEqual('mailDueAt', at),
        Query.orderAsc('mailDueAt'),
        Query.limit(limit),
      ])
    },

    /** When the first reply within some time was to go out by mail; null for none. */
    async mailDueWithin(from: string, to: string): Promise<string | null> {
      const [first] = await listRows(connection, table, [
        Query.greaterThan('mailDueAt', from),
        Query.lessThanEqual('mailDueAt', to),
        Query.orderAsc('mailDueAt'),
        Query.limit(1),
      ])
      return first?.mailDueAt ?? null
    },

    /** Sessions whose replies are tried to be mailed again, after a failure. */
    async mailTried(limit: number): Promise<PacedSessionRow[]> {
      return listRows(connection, table, [
        Query.isNotNull('mailDueAt'),
        Query.greaterThan('mailAttempts', 1),
        Query.limit(limit),
      ])
    },

    /** Those of some sessions that are there and match, 100 at most. */
    async ofIds(ids: readonly string[], filter: SessionFilter = {}): Promise<PacedSessionRow[]> {
      const possible = ids.filter(isRowId)
      return possible.length === 0
        ? []
        : listRows(connection, table, [
            Query.equal('$id', possible),
            ...filterQueries(filter),
            Query.limit(possible.length),
          ])
    },

    /** Those that wait, the longest first, behind a position. */
    async longestWaiting(limit: number, after: Position | null = null): Promise<PacedSessionRow[]> {
      return listRows(connection, table, [
        ...filterQueries({ status: 'active', needsHuman: true }),
        ...orderedFrom(Query, 'waitingSince', 'ascending', after),
        Query.limit(limit),
      ])
    },

    /** Who of some agents, 100 at most, has the open sessions that they have: an id for each, so many at most. */
    async holdersAmong(agentIds: readonly string[], limit: number): Promise<string[]> {
      const rows = await listColumns(connection, table, STATE_COLUMNS, [
        Query.equal('status', 'agent_assigned'),
        Query.equal('assignedAgent', [...agentIds]),
        Query.limit(limit),
      ])
      return rows.flatMap((row) => row.assignedAgent ?? [])
    },

    async count(filter: SessionFilter): Promise<BoundedCount> {
      return countUpToCap(connection, table, filterQueries(filter))
    },

    /** False when it was gone already. */
    async remove(id: string): Promise<boolean> {
      return (await nullOnStatus([404], tables.deleteRow({ ...place, rowId: id }))) !== null
    },
  }
}

/** The counter of messages moved by so many, never below 0. */
function counted(newMessages: number): { readonly messageCount?: string } {
  if (newMessages === 0) return {}
  return {
    messageCount: newMessages > 0 ? Operator.increment(newMessages) : Operator.decrement(-newMessages, 0),
  }
}

/** What words are looked for in, each with a full-text index of its own. */
const SEARCHED = ['chatName', 'preview', 'userMeta', 'verifiedName', 'verifiedEmail'] as const

function filterQueries(filter: SessionFilter): string[] {
  const queries: string[] = []
  if (filter.status !== undefined) queries.push(Query.equal('status', filter.status))
  if (filter.needsHuman !== undefined) queries.push(Query.equal('needsHuman', filter.needsHuman))
  if (filter.agentId === null) queries.push(Query.isNull('assignedAgent'))
  else if (filter.agentId !== undefined) queries.push(Query.equal('assignedAgent', filter.agentId))
  if (filter.since !== undefined) queries.push(Query.greaterThanEqual('lastSeen', filter.since))
  if (filter.until !== undefined) queries.push(Query.lessThan('lastSeen', filter.until))
  if (filter.undatedUntil !== undefined)
    queries.push(Query.isNull('lastSeen'), Query.lessThan('$updatedAt', filter.undatedUntil))
  if (filter.createdSince !== undefined)
    queries.push(Query.greaterThanEqual('$createdAt', filter.createdSince))
  if (filter.updatedSince !== undefined)
    queries.push(Query.greaterThanEqual('$updatedAt', filter.updatedSince))
  if (filter.hasMessages === true) queries.push(Query.greaterThan('messageCount', 0))
  if (filter.hasMessages === false) queries.push(Query.equal('messageCount', 0))
  if (filter.addressWith !== undefined) {
    const letters = [filter.addressWith]
    queries.push(Query.or([Query.contains('userMeta', letters), Query.contains('verifiedEmail', letters)]))
  }
  if (filter.sequenceUntil !== undefined)
    queries.push(Query.lessThanEqual('$sequence', String(filter.sequenceUntil)))
  if (filter.verifiedIdHash !== undefined) queries.push(Query.equal('verifiedIdHash', filter.verifiedIdHash))
  if (filter.visitorId !== undefined) queries.push(Query.equal('visitorId', filter.visitorId))
  if (filter.expiresUntil !== undefined) queries.push(Query.lessThanEqual('expiresAt', filter.expiresUntil))
  if (filter.unlimitedUntil !== undefined)
    queries.push(Query.isNull('expiresAt'), Query.lessThanEqual('$updatedAt', filter.unlimitedUntil))
  if (filter.previewSender !== undefined) queries.push(Query.equal('previewSender', filter.previewSender))
  if (filter.search !== undefined) {
    queries.push(
      Query.or([
        searchText(SEARCHED, filter.search),
        Query.equal('sessionId', filter.search),
        // The site's own id of a visitor is found as a whole, by its hash: that has an index, and tells capitals apart.
        Query.equal('verifiedIdHash', createHash('sha256').update(filter.search).digest('hex')),
      ]),
    )
  }
  return queries
}
