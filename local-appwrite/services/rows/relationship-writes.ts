import type { Links } from '../../store/tables/relationship-links.ts'
import { isExclusive, isToMany, relationshipsOf, type Relationship } from '../../store/tables/relationship.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { Caller } from '../caller.ts'
import { mayDo } from '../permissions.ts'
import { isKeptThere } from '../schema/relationship-rules.ts'
import type { LinkedRows } from './linked-rows.ts'
import { parseLinked, type WantedRow } from './relationship-values.ts'
import { rowPermissions, unauthorized } from './row-rights.ts'
import type { RowInput } from './row-values.ts'

/** Rows written with a row, and rows written with those; relationships inside those are left out. */
const LEVELS_WRITTEN = 2

/** Where a row stands that is written along with another one. */
export interface Nesting {
  /** 0 for the row that a request names. */
  depth: number
  /** The side that leads back to the row it is written with, which decides that link. */
  back: string | null
  /** What it gets when it is new and names none. */
  permissions: readonly string[] | null
}

/** The row that a request names. */
export const OUTERMOST: Nesting = { depth: 0, back: null, permissions: null }

/** A change of what one side of a row leads to. */
export interface LinkChange {
  side: Relationship
  far: TableDefinition
  before: Row[]
  wanted: WantedRow[]
  /** False when the same rows are linked afterwards. */
  differs: boolean
}

/** Writes of single rows, which the rows at the other end need too. */
interface SingleWrites {
  insert(caller: Caller, table: TableDefinition, id: string, input: RowInput, nesting: Nesting): Row
  change(caller: Caller, table: TableDefinition, before: Row, input: RowInput, nesting: Nesting): Row
}

/** What writes of a row do to its links and to the rows at their other end. */
export interface RelationshipWrites {
  /**
   * What the fields sent ask for; `row` is null for a new one. Nothing is changed yet.
   *
   * @throws AppwriteError relationship_value_invalid
   */
  plan(
    table: TableDefinition,
    row: Row | null,
    data: Readonly<Record<string, unknown>>,
    nesting: Nesting,
  ): LinkChange[]
  /**
   * Links the stored row as planned. Rows that aren't there or that the caller may not read are not linked.
   *
   * @throws AppwriteError row_already_exists when a row that can have one link has another; and as writes do
   */
  apply(caller: Caller, row: Row, changes: readonly LinkChange[], nesting: Nesting): void
}

export function createRelationshipWrites(
  rows: Rows,
  links: Links,
  linked: LinkedRows,
  single: SingleWrites,
): RelationshipWrites {
  /** The row to be linked, made or changed if that was asked for; null when there is none for this caller. */
  function reach(
    caller: Caller,
    { side, far }: LinkChange,
    wanted: WantedRow,
    nesting: Nesting,
    permissions: readonly string[],
  ): { row: Row; isNew: boolean } | null {
    const stored = rows.get(far, wanted.id)
    const readable =
      stored !== null && mayDo(caller, 'read', far.permissions, rowPermissions(far, stored)) ? stored : null
    if (wanted.kind === 'id') return readable === null ? null : { row: readable, isNew: false }
    const inner = { depth: nesting.depth + 1, back: side.twoWay ? side.twoWayKey : null, permissions }
    return readable === null
      ? { row: single.insert(caller, far, wanted.id, wanted, inner), isNew: true }
      : { row: single.change(caller, far, readable, wanted, inner), isNew: false }
  }

  function applyOne(caller: Caller, row: Row, change: LinkChange, nesting: Nesting): void {
    const { side, far, before } = change
    const kept = isKeptThere(side)
    const mayChange = (other: Row) => mayDo(caller, 'update', far.permissions, rowPermissions(far, other))
    const targets = change.wanted.flatMap(
      (wanted) => reach(caller, change, wanted, nesting, row.permissions) ?? [],
    )
    for (const old of before) {
      if (targets.some((target) => target.row.sequence === old.sequence)) continue
      // Taking a row off a list is the list's matter; leaving a partner is the partner's too.
      if (kept && !isToMany(side) && !mayChange(old)) throw unauthorized(caller, 'update')
      links.remove(side, row.sequence, old.sequence)
      if (kept) linked.touch(far, old)
    }
    for (const { row: target, isNew } of targets) {
      if (before.some(({ sequence }) => sequence === target.sequence)) continue
      const changes = kept && !isNew
      if (changes && !mayChange(target)) throw unauthorized(caller, 'update')
      if (isExclusive(side) && isToMany(side)) links.free(side, target.sequence)
      links.add(side, row.sequence, target.sequence)
      if (changes) linked.touch(far, target)
    }
  }

  return {
    plan(table, row, data, nesting) {
      if (nesting.depth >= LEVELS_WRITTEN) return []
      return relationshipsOf(table).flatMap((side): LinkChange[] => {
        if (side.key === nesting.back || !Object.hasOwn(data, side.key)) return []
        const wanted = parseLinked(side, data[side.key] ?? null, row === null)
        if (wanted === null) return []
        const far = linked.table(table, side)
        const before = row === null ? [] : linked.of(side, far, row)
        const differs =
          wanted.length !== before.length ||
          wanted.some(({ id }, place) => before[place]?.id.toLowerCase() !== id.toLowerCase())
        return [{ side, far, before, wanted, differs }]
      })
    },

    apply(caller, row, changes, nesting) {
      for (const change of changes) applyOne(caller, row, change, nesting)
    },
  }
}
