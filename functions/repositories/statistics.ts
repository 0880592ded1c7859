import { createHash } from 'node:crypto'
import { Query } from 'node-appwrite'
import {
  counters as countersTable,
  type CounterKind,
  type CounterRow,
  type CounterValues,
} from '../../contract/tables/counters.ts'
import { tallies as talliesTable, type TallyRow, type TallyValues } from '../../contract/tables/tallies.ts'
import { nullOnStatus, refusalFor, statusOf, type Connection } from './connection.ts'
import { expectRow, listRows } from './rows.ts'

/** What a row of counters is about. */
export interface CounterPlace {
  readonly kind: CounterKind
  /** Which day, hour or agent; empty for what there is one of. */
  readonly of: string
}

export const SITE: CounterPlace = { kind: 'site', of: '' }
/** Before every id that Appwrite gives or takes. */
export const FIRST_ID = '-'

/** What becomes of one row; `isThere` as it was read. Without values it is deleted. */
export type StatisticsChange =
  | {
      readonly counter: CounterPlace
      readonly isThere: boolean
      readonly values: Pick<CounterValues, 'numbers' | 'ofDeleted'> | null
    }
  | { readonly sessionId: string; readonly isThere: boolean; readonly values: TallyValues | null }

/** Appwrite's transactions take 100 operations. */
export const CHANGES_MAX = 100
const IDS_MAX = 100
const COUNTERS_MAX = 2000

/** The tables `counters` and `tallies`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function statisticsRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const countersPlace = { databaseId, tableId: countersTable.id }

  async function counter(place: CounterPlace): Promise<CounterRow | null> {
    const row = await nullOnStatus([404], tables.getRow({ ...countersPlace, rowId: counterIdOf(place) }))
    return row && expectRow(countersTable, row)
  }

  return {
    counter,

    /** Those of some counters that are there, 100 at most. */
    async countersAt(places: readonly CounterPlace[]): Promise<CounterRow[]> {
      if (places.length === 0) return []
      return listRows(connection, countersTable, [
        Query.equal('$id', places.map(counterIdOf)),
        Query.limit(IDS_MAX),
      ])
    },

    /** All counters of a kind from a day, hour or id on. */
    async countersFrom(kind: CounterKind, first: string): Promise<CounterRow[]> {
      return listRows(connection, countersTable, [
        Query.equal('kind', kind),
        Query.greaterThanEqual('of', first),
        Query.orderAsc('of'),
        Query.limit(COUNTERS_MAX),
      ])
    },
    /** Removes some of those before it. */
    async removeCountersBefore(kind: CounterKind, first: string): Promise<void> {
      const queries = [Query.equal('kind', kind), Query.lessThan('of', first), Query.limit(IDS_MAX)]
      await nullOnStatus([], tables.deleteRows({ ...countersPlace, queries }))
    },

    /** Removes some of everything that was counted. True once there is nothing. */
    async removeSome(): Promise<boolean> {
      const queries = [Query.limit(IDS_MAX)]
      const removed = await Promise.all(
        [countersTable.id, talliesTable.id].map((tableId) =>
          nullOnStatus([], tables.deleteRows({ databaseId, tableId, queries })),
        ),
      )
      return removed.every((one) => one?.rows.length === 0)
    },

    /** The tallies of some sessions. */
    async tallies(sessionIds: readonly string[]): Promise<TallyRow[]> {
      const parts = Array.from({ length: Math.ceil(sessionIds.length / IDS_MAX) }, (_, part) =>
        sessionIds.slice(part * IDS_MAX, (part + 1) * IDS_MAX),
      )
      const found = await Promise.all(
        parts.map((ids) =>
          listRows(connection, talliesTable, [Query.equal('$id', ids), Query.limit(IDS_MAX)]),
        ),
      )
      return found.flat()
    },

    /** Tallies in the order in which they were made, behind one of them or from the first. */
    async talliesAfter(sequence: number, limit: number): Promise<TallyRow[]> {
      return listRows(connection, talliesTable, [
        Query.greaterThan('$sequence', String(sequence)),
        Query.orderAsc('$sequence'),
        Query.limit(limit),
      ])
    },

    /**
     * Makes changes together or not at all, and only while `isSame` is true of the row that tells how far the counting
     * has come: each set of changes has to change that row, too. False when somebody else has counted meanwhile.
     */
    async write(
      changes: readonly StatisticsChange[],
      isSame: (progress: CounterRow | null) => boolean,
    ): Promise<boolean> {
      try {
        const { $id: transactionId } = await tables.createTransaction({ ttl: 60 })
        const operations = changes.map((change) => ({ databaseId, ...operationOf(change) }))
        await tables.createOperations({ transactionId, operations })
        // A change before the staging shows here, one after it fails the commit.
        const isUnchanged = isSame(await counter({ kind: 'progress', of: '' }))
        await tables.updateTransaction(
          isUnchanged ? { transactionId, commit: true } : { transactionId, rollback: true },
        )
        return isUnchanged
      } catch (thrown) {
        const status = statusOf(thrown)
        if (status === 409 || status === 404) return false
        throw refusalFor(thrown)
      }
    },
  }
}

function operationOf(change: StatisticsChange): object {
  const { values, isThere } = change
  const action = values === null ? 'delete' : isThere ? 'update' : 'create'
  if ('sessionId' in change)
    return { action, tableId: talliesTable.id, rowId: change.sessionId, ...(values && { data: values }) }
  const { counter } = change
  const data = values && { kind: counter.kind, of: counter.of, ...values }
  return { action, tableId: countersTable.id, rowId: counterIdOf(counter), ...(data && { data }) }
}

/** An agent's id may be as long as Appwrite takes, and be anything. */
function counterIdOf({ kind, of }: CounterPlace): string {
  if (of === '') return kind
  return `${kind}_${kind === 'agent' ? createHash('sha256').update(of).digest('hex').slice(0, 30) : of}`
}
