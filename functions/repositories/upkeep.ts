import type { Position } from '../../contract/position.ts'
import type { Values } from '../../contract/table.ts'
import { upkeep as table, type upkeepColumns, type UpkeepRow } from '../../contract/tables/upkeep.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { expectRow } from './rows.ts'

/** The table `upkeep`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function upkeepRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  async function get(id: string): Promise<UpkeepRow | null> {
    const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
    return row && expectRow(table, row)
  }

  async function put(id: string, data: Partial<Values<typeof upkeepColumns>>): Promise<void> {
    await nullOnStatus([], tables.upsertRow({ ...place, rowId: id, data }))
  }

  return {
    /** Where a step stopped; null at the beginning. */
    async position(step: string): Promise<Position | null> {
      const [, sequence, value] = /^(\d+) (.*)$/s.exec((await get(step))?.position ?? '') ?? []
      return sequence === undefined || value === undefined
        ? null
        : { value: value || null, sequence: Number(sequence) }
    },

    async keepPosition(step: string, position: Position | null): Promise<void> {
      await put(step, { position: position && `${position.sequence} ${position.value ?? ''}` })
    },

    /** The last run: when it ended, and how far behind it was. Null before the first. */
    async lastRun(): Promise<{ readonly at: string; readonly behindSeconds: number } | null> {
      const row = await get(RUN)
      return row && { at: row.$updatedAt, behindSeconds: row.behindSeconds }
    },

    async keepRun(at: string, behindSeconds: number): Promise<void> {
      await put(RUN, { position: at, behindSeconds })
    },
  }
}

const RUN = 'run'
