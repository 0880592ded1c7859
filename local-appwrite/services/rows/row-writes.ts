import { encodeJson } from '../../store/json.ts'
import type { Links } from '../../store/tables/relationship-links.ts'
import type { Row } from '../../store/tables/row.ts'
import { RowExists, type Rows } from '../../store/tables/rows.ts'
import { columnOf, kindOf, type TableDefinition, type Value } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Caller } from '../caller.ts'
import { defaultPermissions, mayDo, requireGrantable } from '../permissions.ts'
import { appliedDefault, boundsOf, checkValue } from '../schema/column-values.ts'
import type { Tables } from '../schema/tables.ts'
import { createLinkedRows } from './linked-rows.ts'
import { changedNumber } from './operators.ts'
import { parseOperator } from './parse-operator.ts'
import { createLinkedRowRemover } from './relationship-removals.ts'
import { createRelationshipWrites, OUTERMOST, type Nesting } from './relationship-writes.ts'
import { rowPermissions, unauthorized } from './row-rights.ts'
import { changedValues, givenTime, newValues, requireFitting, type RowInput } from './row-values.ts'

/** A change that was made and has still to be announced. */
export interface RowChange {
  action: 'create' | 'update' | 'upsert' | 'delete'
  table: TableDefinition
  row: Row
  /** True when there was nothing to change. */
  unchanged?: boolean
}

/** How a row is changed: an upsert, one of many, or one alone, which must be sound as a whole. */
type Manner = 'alone' | 'many' | 'upsert'

/** Changes of a number column: by how much, and the bound not to cross. */
export interface Step {
  column: string
  by: number
  bound: number | null
}

/**
 * The changes a row can undergo, with every rule about rights, structure and conflicts. Each must run inside a
 * database transaction and answers what changed.
 */
export interface RowWrites {
  create(caller: Caller, table: TableDefinition, id: string, input: RowInput): RowChange
  /** `unchangedSince` (milliseconds): refuse when the row is newer. */
  update(
    caller: Caller,
    table: TableDefinition,
    id: string,
    input: RowInput,
    unchangedSince: number | null,
    manner?: 'alone' | 'many',
  ): RowChange
  upsert(caller: Caller, table: TableDefinition, id: string, input: RowInput): RowChange
  delete(caller: Caller, table: TableDefinition, id: string, unchangedSince: number | null): RowChange
  /** A negative `by` is a decrement, whose bound is the lowest number. */
  increment(caller: Caller, table: TableDefinition, id: string, step: Step): RowChange
}

export function createRowWrites(
  rows: Rows,
  links: Links,
  tables: Tables,
  now: () => number = Date.now,
): RowWrites {
  const linked = createLinkedRows(rows, tables, now)
  const relationships = createRelationshipWrites(rows, links, linked, { insert, change })
  const removeLinked = createLinkedRowRemover(rows, links, linked, requireDeletable)

  const stored = (table: TableDefinition, id: string): Row => {
    const row = rows.get(table, id)
    if (row === null)
      throw new AppwriteError('row_not_found', `Document with the requested ID '${id}' could not be found.`)
    return row
  }

  const refusingTaken = <T>(write: () => T): T => {
    try {
      return write()
    } catch (error) {
      if (error instanceof RowExists)
        throw new AppwriteError('row_already_exists', 'Document with the requested ID already exists.', {
          cause: error,
        })
      throw error
    }
  }

  function insert(
    caller: Caller,
    table: TableDefinition,
    id: string,
    input: RowInput,
    nesting: Nesting = OUTERMOST,
  ): Row {
    if (!mayDo(caller, 'create', table.permissions)) throw unauthorized(caller, 'create')
    const permissions = input.permissions ?? nesting.permissions ?? defaultPermissions(caller)
    if (input.permissions !== null || nesting.permissions === null) requireGrantable(caller, permissions)
    const moment = now()
    const row: Row = {
      sequence: 0,
      id,
      createdAt: givenTime(caller, input.data, '$createdAt') ?? moment,
      updatedAt: givenTime(caller, input.data, '$updatedAt') ?? moment,
      permissions: [...permissions],
      values: newValues(table, input.data),
    }
    const linkChanges =
      table.relationships === undefined ? [] : relationships.plan(table, null, input.data, nesting)
    row.sequence = refusingTaken(() => rows.insert(table, row))
    if (table.relationships === undefined) return row
    refusingTaken(() => relationships.apply(caller, row, linkChanges, nesting))
    return stored(table, id)
  }

  function change(
    caller: Caller,
    table: TableDefinition,
    before: Row,
    input: RowInput,
    nesting: Nesting = OUTERMOST,
    manner: Manner = 'alone',
  ): Row {
    if (input.permissions !== null) requireGrantable(caller, input.permissions)
    const values = changedValues(table, before, input.data, now())
    if (manner === 'alone') requireFitting(table, values)
    const linkChanges =
      table.relationships === undefined ? [] : relationships.plan(table, before, input.data, nesting)
    const permissions = input.permissions === null ? before.permissions : [...input.permissions]
    const createdAt = givenTime(caller, input.data, '$createdAt') ?? before.createdAt
    const given = givenTime(caller, input.data, '$updatedAt')
    const same =
      // An upsert that changes no value is no change, whatever dates it sets.
      (manner === 'upsert' ||
        (createdAt === before.createdAt && (given ?? before.updatedAt) === before.updatedAt)) &&
      JSON.stringify(permissions) === JSON.stringify(before.permissions) &&
      table.columns.every(({ key }) => isSame(values.get(key), before.values.get(key))) &&
      !linkChanges.some(({ differs }) => differs)
    const needed = same ? 'read' : 'update'
    if (!mayDo(caller, needed, table.permissions, rowPermissions(table, before)))
      throw unauthorized(caller, needed)
    if (same && linkChanges.length === 0) return before
    const after: Row = {
      ...before,
      createdAt,
      // Strictly later, so that a lock by timestamp never takes two changes of one millisecond for one.
      updatedAt: given ?? Math.max(now(), before.updatedAt + 1),
      permissions,
      values: manner === 'alone' ? withListsSet(table, values) : values,
    }
    if (!same) refusingTaken(() => rows.update(table, before, after))
    if (table.relationships === undefined) return after
    refusingTaken(() => relationships.apply(caller, after, linkChanges, nesting))
    return stored(table, before.id)
  }

  function requireDeletable(caller: Caller, table: TableDefinition, row: Row): void {
    if (!mayDo(caller, 'delete', table.permissions, rowPermissions(table, row)))
      throw unauthorized(caller, 'delete')
  }

  function erase(caller: Caller, table: TableDefinition, row: Row): void {
    if (table.relationships === undefined) rows.delete(table, row)
    else removeLinked(caller, table, row)
  }

  return {
    create: (caller, table, id, input) => ({
      action: 'create',
      table,
      row: insert(caller, table, id, input),
    }),

    update(caller, table, id, input, unchangedSince, manner) {
      const before = stored(table, id)
      // The right is checked before the lock, so that a conflict tells strangers nothing.
      if (
        !mayDo(caller, 'update', table.permissions, rowPermissions(table, before)) &&
        !mayDo(caller, 'read', table.permissions, rowPermissions(table, before))
      )
        throw unauthorized(caller, 'update')
      requireUnchanged(before, unchangedSince)
      return { action: 'update', table, row: change(caller, table, before, input, OUTERMOST, manner) }
    },

    upsert(caller, table, id, input) {
      const before = rows.get(table, id)
      // An upsert without permissions keeps those of the row, which the caller has to be able to grant.
      if (before !== null && input.permissions === null) requireGrantable(caller, before.permissions)
      const row =
        before === null
          ? insertPartial(caller, table, id, input)
          : change(caller, table, before, input, OUTERMOST, 'upsert')
      return { action: 'upsert', table, row, unchanged: row === before }
    },

    delete(caller, table, id, unchangedSince) {
      const before = stored(table, id)
      requireDeletable(caller, table, before)
      requireUnchanged(before, unchangedSince)
      erase(caller, table, before)
      return { action: 'delete', table, row: before }
    },

    increment(caller, table, id, step) {
      const column = columnOf(table, step.column)
      const before = rows.get(table, id)
      const missing = () =>
        new AppwriteError('column_not_found', 'Attribute with the requested ID could not be found.')
      if (column === null) throw missing()
      const numeric = kindOf(column) === 'integer' || kindOf(column) === 'double'
      if (!numeric || column.array)
        throw new AppwriteError(
          'attribute_type_invalid',
          `Attribute "${column.key}" must be an integer or a float.`,
        )
      if (before === null) throw missing()
      if (!mayDo(caller, 'update', table.permissions, rowPermissions(table, before)))
        throw unauthorized(caller, 'update')
      const current = before.values.get(column.key)
      const next = changedNumber(column, current, step.by)
      const [low, high] = boundsOf(column)
      const crosses = step.bound !== null && (step.by > 0 ? next > step.bound : next < step.bound)
      // Appwrite lets an increment pass the column's own bounds and then refuses every later update of the row.
      if (crosses || next < low || next > high)
        throw new AppwriteError('column_limit_exceeded', `Attribute "${column.key}" would leave its bounds.`)
      const after: Row = {
        ...before,
        updatedAt: Math.max(now(), before.updatedAt + 1),
        values: new Map(before.values).set(column.key, checkValue(column, next)),
      }
      // Appwrite answers null as if it were 0, but its database adds to null and keeps null. Code that counts in a
      // column without a default must fail here as it fails there.
      const kept = (current ?? null) === null ? { ...after, values: before.values } : after
      refusingTaken(() => rows.update(table, before, kept))
      return { action: 'update', table, row: after }
    },
  }

  function insertPartial(caller: Caller, table: TableDefinition, id: string, input: RowInput): Row {
    const withOperators = Object.values(input.data).some((value) => parseOperator(value) !== null)
    if (!withOperators) return insert(caller, table, id, input)
    const blank: Row = { sequence: 0, id, createdAt: 0, updatedAt: 0, permissions: [], values: new Map() }
    for (const column of table.columns) blank.values.set(column.key, appliedDefault(column))
    const data = Object.fromEntries(changedValues(table, blank, input.data, now()))
    return insert(caller, table, id, { ...input, data: { ...input.data, ...data } })
  }
}

/** A row that is updated alone is written as it is read: lists that were never set are empty from then on. */
function withListsSet(table: TableDefinition, values: ReadonlyMap<string, Value>): Map<string, Value> {
  const set = new Map(values)
  for (const { key, array } of table.columns) if (array && (set.get(key) ?? null) === null) set.set(key, [])
  return set
}

function requireUnchanged(row: Row, since: number | null): void {
  if (since !== null && row.updatedAt > since)
    throw new AppwriteError('row_update_conflict', 'Remote document is newer than local.')
}

function isSame(left: Value | undefined, right: Value | undefined): boolean {
  if (Array.isArray(left) && Array.isArray(right)) return encodeJson(left) === encodeJson(right)
  return left === right
}
