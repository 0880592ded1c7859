import type { Table } from '../../../contract/table.ts'

/** A row as the model keeps it. */
export interface ModelRow {
  readonly $id: string
  readonly $sequence: number
  readonly $createdAt: string
  readonly $updatedAt: string
  readonly $permissions: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
}

export interface RowChange {
  readonly action: 'create' | 'update' | 'delete'
  readonly tableId: string
  readonly row: ModelRow
}

/** A refusal of Appwrite's. */
export class ModelError extends Error {
  readonly status: number
  readonly type: string
  constructor(status: number, type: string) {
    super(type)
    this.status = status
    this.type = type
  }
}

/** The tables of the contract, in memory. Every method is one moment. */
export function createModelRows(tables: readonly Table[], now: () => number) {
  const all = new Map(
    tables.map((table) => [table.id, { table, rows: new Map<string, ModelRow>(), last: 0 }]),
  )
  const iso = () => new Date(now()).toISOString().replace('Z', '+00:00')

  function place(tableId: string) {
    const found = all.get(tableId)
    if (found === undefined) throw new ModelError(404, 'table_not_found')
    return found
  }

  function withDefaults(table: Table, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const data: Record<string, unknown> = {}
    for (const [key, column] of Object.entries(table.columns)) {
      const isList = column.type === 'string' && column.array === true
      const otherwise = isList ? [] : 'default' in column ? (column.default ?? null) : null
      data[key] = storedValue(given[key]) ?? otherwise
    }
    return data
  }

  /** Times come back as Appwrite writes them. */
  function storedValue(value: unknown): unknown {
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
      ? value.replace('Z', '+00:00')
      : value
  }

  function requireKnown(table: Table, data: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(data)) {
      if (!key.startsWith('$') && !(key in table.columns)) throw new ModelError(400, 'row_invalid_structure')
    }
  }

  return {
    table: (tableId: string) => place(tableId).table,
    rows: (tableId: string) => place(tableId).rows,

    /** The number that the next row gets: it may become visible after a later one. */
    reserve: (tableId: string) => (place(tableId).last += 1),

    create(
      tableId: string,
      id: string,
      given: Readonly<Record<string, unknown>>,
      permissions: readonly string[],
      sequence: number,
    ): RowChange {
      const { table, rows } = place(tableId)
      requireKnown(table, given)
      if (rows.has(id)) throw new ModelError(409, 'row_already_exists')
      const at = iso()
      const row = {
        $id: id,
        $sequence: sequence,
        $createdAt: at,
        $updatedAt: at,
        $permissions: permissions,
        data: withDefaults(table, given),
      }
      rows.set(id, row)
      return { action: 'create', tableId, row }
    },

    /** @param unchangedSince refuse when the row changed after this time */
    update(
      tableId: string,
      id: string,
      given: Readonly<Record<string, unknown>>,
      unchangedSince: string | null,
    ): RowChange {
      const { table, rows } = place(tableId)
      const before = rows.get(id)
      if (before === undefined) throw new ModelError(404, 'row_not_found')
      requireKnown(table, given)
      if (unchangedSince !== null && Date.parse(before.$updatedAt) > Date.parse(unchangedSince)) {
        throw new ModelError(409, 'row_update_conflict')
      }
      const data: Record<string, unknown> = { ...before.data }
      for (const [key, value] of Object.entries(given)) {
        if (!key.startsWith('$')) data[key] = applied(before.data[key], storedValue(value))
      }
      const row = { ...before, data: withDefaults(table, data), $updatedAt: iso() }
      rows.set(id, row)
      return { action: 'update', tableId, row }
    },

    remove(tableId: string, id: string): RowChange {
      const { rows } = place(tableId)
      const row = rows.get(id)
      if (row === undefined) throw new ModelError(404, 'row_not_found')
      rows.delete(id)
      return { action: 'delete', tableId, row }
    },
  }
}

export type ModelRows = ReturnType<typeof createModelRows>

/** A text that is one of Appwrite's operators changes the value that is there. */
function applied(before: unknown, value: unknown): unknown {
  if (typeof value !== 'string' || !value.includes('"method"')) return value
  const operator = parseOperator(value)
  if (operator === null) return value
  const from = typeof before === 'number' ? before : 0
  const [by = 1, bound] = operator.values
  if (operator.method === 'increment') return Math.min(from + by, bound ?? Infinity)
  return Math.max(from - by, bound ?? -Infinity)
}

function parseOperator(
  text: string,
): { method: 'increment' | 'decrement'; values: readonly number[] } | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('method' in value) || !('values' in value))
      return null
    const { method, values } = value
    if ((method !== 'increment' && method !== 'decrement') || !Array.isArray(values)) return null
    return { method, values: values.map(Number) }
  } catch {
    return null
  }
}

/** A row as Appwrite answers it. */
export function rowJson(databaseId: string, tableId: string, row: ModelRow): Record<string, unknown> {
  return {
    ...row.data,
    $id: row.$id,
    $sequence: String(row.$sequence),
    $createdAt: row.$createdAt,
    $updatedAt: row.$updatedAt,
    $permissions: row.$permissions,
    $databaseId: databaseId,
    $tableId: tableId,
  }
}
