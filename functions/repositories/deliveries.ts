import { Query } from 'node-appwrite'
import {
  deliveries as table,
  type DeliveryRow,
  type DeliveryValues,
} from '../../contract/tables/deliveries.ts'
import { lockedTables, nullOnStatus, type Access, type Connection } from './connection.ts'
import { expectRow, listRows } from './rows.ts'

/** An event that is to be sent. */
export type NewDelivery = Pick<DeliveryValues, 'event' | 'sessionId' | 'happenedAt' | 'body' | 'dueAt'> & {
  readonly id: string
}

/** Values of one query, and rows of one bulk write. */
const BATCH = 100
/** Other runs may add some of the same at the same moment: then what is left is added again. */
const ADD_ATTEMPTS = 5

/** The table `deliveries`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function deliveriesRepository(connection: Connection, access: Access) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }
  const list = (...queries: string[]) => listRows(connection, table, queries)

  async function missing(wanted: readonly NewDelivery[]): Promise<object[]> {
    const ids = wanted.map(({ id }) => id)
    const known = new Set((await list(Query.equal('$id', ids), Query.limit(BATCH))).map(({ $id }) => $id))
    return wanted.flatMap(({ id, ...values }) => (known.has(id) ? [] : [{ $id: id, ...values }]))
  }

  async function changeAll(data: Partial<DeliveryValues>, ...queries: string[]): Promise<void> {
    const pending = [Query.equal('state', 'pending'), ...queries]
    await nullOnStatus([], tables.updateRows({ ...place, data, queries: pending }))
  }

  return {
    /** Adds those that are not there yet, by their ids. One that another run adds at the same moment is added once. */
    async add(wanted: readonly NewDelivery[]): Promise<void> {
      for (let from = 0; from < wanted.length; from += BATCH) {
        for (let attempt = 0; attempt < ADD_ATTEMPTS; attempt++) {
          const rows = await missing(wanted.slice(from, from + BATCH))
          if (rows.length === 0) break
          if ((await nullOnStatus([409], tables.createRows({ ...place, rows }))) !== null) break
        }
      }
    },

    /** Those that are due, the longest due first. */
    due(now: string, limit: number): Promise<DeliveryRow[]> {
      return list(
        Query.equal('state', 'pending'),
        Query.lessThanEqual('dueAt', now),
        Query.orderAsc('dueAt'),
        Query.limit(limit),
      )
    },

    /** What waits for its turn in a session, in its order. */
    pendingOf(sessionId: string, limit: number): Promise<DeliveryRow[]> {
      return list(
        Query.equal('sessionId', sessionId),
        Query.equal('state', 'pending'),
        Query.orderAsc('happenedAt'),
        Query.orderAsc('$sequence'),
        Query.limit(limit),
      )
    },

    /** What has waited longest for its turn, by when that is; null for none. */
    async oldestPending(): Promise<DeliveryRow | null> {
      return (await list(Query.equal('state', 'pending'), Query.orderAsc('dueAt'), Query.limit(1)))[0] ?? null
    },

    /** Of those of the last day that nobody took, the newest. */
    async newestGivenUp(): Promise<DeliveryRow | null> {
      return (
        (await list(Query.equal('state', 'given_up'), Query.orderDesc('dueAt'), Query.limit(1)))[0] ?? null
      )
    },

    /** Those that wait because the receiver wasn't there, first what is due first. */
    unreached(limit: number): Promise<DeliveryRow[]> {
      return list(
        Query.equal('state', 'pending'),
        Query.equal('failure', 'unreachable'),
        Query.orderAsc('dueAt'),
        Query.limit(limit),
      )
    },

    /**
     * Takes one in hand until a moment, if it is still as it was read: of several runs one sends it. Null when another
     * run was faster, or it is gone. A run that is killed lets go of it by that moment.
     */
    async claim(read: DeliveryRow, until: string): Promise<DeliveryRow | null> {
      const locked = lockedTables(access, read.$updatedAt)
      const data = { dueAt: until, attempts: read.attempts + 1 }
      const row = await nullOnStatus([404, 409], locked.updateRow({ ...place, rowId: read.$id, data }))
      return row && expectRow(table, row)
    },

    /** Lets all events of some sessions (100 at most) wait until a moment at least. */
    async postpone(sessionIds: readonly string[], until: string): Promise<void> {
      await changeAll(
        { dueAt: until },
        Query.equal('sessionId', [...sessionIds]),
        Query.lessThan('dueAt', until),
      )
    },

    /** Lets all that the receiver wasn't there for wait until a moment at least. */
    async postponeUnreached(until: string): Promise<void> {
      await changeAll({ dueAt: until }, Query.equal('failure', 'unreachable'), Query.lessThan('dueAt', until))
    },

    /** Notes that the receiver is there: what it didn't take is no sign any more that it isn't. */
    async noteReached(): Promise<void> {
      await changeAll({ failure: 'refused' }, Query.equal('failure', 'unreachable'))
    },

    async change(id: string, data: Partial<DeliveryValues>): Promise<void> {
      await nullOnStatus([404], tables.updateRow({ ...place, rowId: id, data }))
    },

    /** Deletes those of a session, sent or not. */
    async removeOfSession(sessionId: string): Promise<void> {
      await nullOnStatus([], tables.deleteRows({ ...place, queries: [Query.equal('sessionId', sessionId)] }))
    },

    /** Removes some that were over before a moment. */
    async removeOver(before: string): Promise<void> {
      const queries = [
        Query.equal('state', ['delivered', 'given_up']),
        Query.lessThan('dueAt', before),
        Query.limit(BATCH),
      ]
      await nullOnStatus([], tables.deleteRows({ ...place, queries }))
    },
  }
}
