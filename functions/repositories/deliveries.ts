import { Query } from 'node-appwrite'
import {
  deliveries as table,
  type DeliveryRow,
  type DeliveryValues,
} from '../../contract/tables/deliveries.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { listRows } from './rows.ts'

/** An event that is to be sent. */
export type NewDelivery = Pick<DeliveryValues, 'event' | 'sessionId' | 'happenedAt' | 'body' | 'dueAt'> & {
  readonly id: string
}

/** Values of one query, and rows of one bulk write. */
const BATCH = 100

/** The table `deliveries`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function deliveriesRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }
  const list = (...queries: string[]) => listRows(connection, table, queries)

  return {
    /** Adds those that are not there yet, by their ids. One that another run adds at the same moment is added once. */
    async add(wanted: readonly NewDelivery[]): Promise<void> {
      for (let from = 0; from < wanted.length; from += BATCH) {
        const some = wanted.slice(from, from + BATCH)
        const there = await list(
          Query.equal(
            '$id',
            some.map(({ id }) => id),
          ),
          Query.limit(BATCH),
        )
        const known = new Set(there.map(({ $id }) => $id))
        const rows = some.flatMap(({ id, ...values }) => (known.has(id) ? [] : [{ $id: id, ...values }]))
        if (rows.length > 0) await nullOnStatus([409], tables.createRows({ ...place, rows }))
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

    /** All that wait for their turn in some sessions, 100 at most. */
    pendingOf(sessionIds: readonly string[], limit: number): Promise<DeliveryRow[]> {
      return list(
        Query.equal('sessionId', [...sessionIds]),
        Query.equal('state', 'pending'),
        Query.orderAsc('happenedAt'),
        Query.orderAsc('$sequence'),
        Query.limit(limit),
      )
    },

    /** The one that waits because the receiver wasn't there, and is due first. Null when there is none. */
    async unreached(): Promise<DeliveryRow | null> {
      const [first] = await list(
        Query.equal('state', 'pending'),
        Query.equal('failure', 'unreachable'),
        Query.orderAsc('dueAt'),
        Query.limit(1),
      )
      return first ?? null
    },

    async change(id: string, data: Partial<DeliveryValues>): Promise<void> {
      await nullOnStatus([404], tables.updateRow({ ...place, rowId: id, data }))
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
