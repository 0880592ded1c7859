import { createHash } from 'node:crypto'
import { Operator, Query } from 'node-appwrite'
import { limits as table } from '../../contract/tables/limits.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { expectRow } from './rows.ts'

/** The id of a window's row: nobody reads an address from it, nor follows one from window to window. */
export function limitId(kind: string, subject: string, startedAt: number): string {
  const text = ['porchlight', kind, subject, new Date(startedAt).toISOString()].join('\n')
  return `${kind.slice(0, 2)}_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
}

/** Appwrite deletes by query at most this many rows at once. */
const DELETE_BATCH = 100

/** The table `limits`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function limitsRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  async function create(id: string, endsAt: string, amount: number): Promise<number | null> {
    const row = await nullOnStatus(
      [409],
      tables.createRow({ ...place, rowId: id, data: { count: amount, endsAt } }),
    )
    return row && expectRow(table, row).count
  }

  async function increment(id: string, amount: number): Promise<number | null> {
    const row = await nullOnStatus(
      [404],
      tables.updateRow({ ...place, rowId: id, data: { count: Operator.increment(amount) } }),
    )
    return row && expectRow(table, row).count
  }

  return {
    /**
     * Counts one more, or so many, in a window and gives how many those are, however many count at once. One call, or
     * two when the guess is wrong.
     *
     * @param isKnown whether the row is probably there
     */
    async count(id: string, endsAt: string, isKnown: boolean, amount = 1): Promise<number> {
      const first = isKnown ? await increment(id, amount) : await create(id, endsAt, amount)
      // Made, or removed, at the same moment by another: the last try makes it again.
      return (
        first ??
        (isKnown ? null : await increment(id, amount)) ??
        (await create(id, endsAt, amount)) ??
        amount
      )
    },

    /** Counts one in a window that begins anew, whether it was there or not. */
    async renew(id: string, endsAt: string): Promise<void> {
      await nullOnStatus([], tables.upsertRow({ ...place, rowId: id, data: { count: 1, endsAt } }))
    },

    /** Whether something was counted in a window that isn't over. */
    async isCounted(id: string, now: string): Promise<boolean> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
      const endsAt = row && expectRow(table, row).endsAt
      return endsAt !== null && Date.parse(endsAt) > Date.parse(now)
    },

    /** Counts so many less in a window: they were not needed after all. */
    async giveBack(id: string, amount: number): Promise<void> {
      const data = { count: Operator.decrement(amount, 0) }
      await nullOnStatus([404], tables.updateRow({ ...place, rowId: id, data }))
    },

    /** Removes rows of windows that ended before a moment. False when there may be more. */
    async removeEnded(before: string): Promise<boolean> {
      const gone = await nullOnStatus(
        [],
        tables.deleteRows({
          ...place,
          queries: [Query.lessThan('endsAt', before), Query.limit(DELETE_BATCH)],
        }),
      )
      return (gone?.rows.length ?? 0) < DELETE_BATCH
    },
  }
}

export type Limits = ReturnType<typeof limitsRepository>
