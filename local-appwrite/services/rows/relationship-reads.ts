import { isToMany, relationshipsOf, type Relationship } from '../../store/tables/relationship.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { Caller } from '../caller.ts'
import { splitPath } from '../queries/related-filters.ts'
import { relatedTables, type RelatedTables } from '../schema/related-tables.ts'
import type { Tables } from '../schema/tables.ts'
import { unauthorized } from './row-rights.ts'

/** Rows are followed this far: themselves, those they are linked to, and those that these are linked to. */
const LEVELS_MAX = 3

/** Looks up what rows are linked to, and puts it into their `related`. Rows the caller may not read are left out. */
export interface RelationshipReads {
  /**
   * What was chosen, as `author.name` or `author.*`.
   *
   * @throws AppwriteError user_unauthorized when a chosen table as a whole is not the caller's to read
   */
  choose(caller: Caller, table: TableDefinition, rows: readonly Row[], chosen: readonly string[]): void
  /** Everything, as the answer to a write shows it. */
  chooseAll(caller: Caller, table: TableDefinition, row: Row): void
}

/** The chosen relationships of one level, each with what is chosen behind it; null is everything. */
type Chosen = ReadonlyMap<string, readonly string[]> | null

interface Level {
  table: TableDefinition
  rows: readonly Row[]
  chosen: Chosen
  /** 0 for the rows that were asked for. */
  depth: number
  /** The side that leads back to where these rows were reached from; it is never followed or shown. */
  back: string | null
}

export function createRelationshipReads(rows: Rows, tables: Tables): RelationshipReads {
  function follow(caller: Caller, level: Level, related: RelatedTables): void {
    for (const side of relationshipsOf(level.table)) {
      const wanted = level.chosen === null || level.chosen.has(side.key)
      if (!wanted || side.key === level.back) continue
      if (level.depth + 1 >= LEVELS_MAX) for (const row of level.rows) row.values.delete(side.key)
      else followSide(caller, level, side, related)
    }
  }

  function followSide(caller: Caller, level: Level, side: Relationship, related: RelatedTables): void {
    const far = related.far(level.table, side)
    const paths = level.chosen?.get(side.key) ?? null
    const readers = related.readers(far)
    if (readers === null && paths !== null) throw unauthorized(caller, 'read')
    const sequences = level.rows.map(({ sequence }) => sequence)
    const found = readers === null ? [] : rows.linked(side, far, sequences, readers)
    const back = side.twoWay ? side.twoWayKey : null
    for (const { row } of found) {
      if (paths !== null) keepOnly(far, row, paths)
      if (back !== null) row.values.delete(back)
    }
    const reached = found.map(({ row }) => row)
    const chosen = paths === null ? null : chosenIn(far, paths)
    follow(caller, { table: far, rows: reached, chosen, depth: level.depth + 1, back }, related)
    const byNear = Map.groupBy(found, ({ near }) => near)
    for (const row of level.rows) {
      const linked = (byNear.get(row.sequence) ?? []).map((one) => one.row)
      row.related ??= new Map()
      row.related.set(side.key, { table: far, many: isToMany(side), rows: linked })
    }
  }

  return {
    choose(caller, table, chosenRows, names) {
      const chosen = chosenIn(table, names)
      const level = { table, rows: chosenRows, chosen, depth: 0, back: null }
      follow(caller, level, relatedTables(tables, caller))
    },
    chooseAll(caller, table, row) {
      follow(
        caller,
        { table, rows: [row], chosen: null, depth: 0, back: null },
        relatedTables(tables, caller),
      )
    },
  }
}

function chosenIn(table: TableDefinition, names: readonly string[]): Map<string, string[]> {
  const chosen = new Map<string, string[]>()
  for (const name of names) {
    const path = splitPath(table, name)
    if (path !== null) chosen.set(path.side.key, [...(chosen.get(path.side.key) ?? []), path.rest])
  }
  return chosen
}

/** Of a row of which only lists of others were chosen, everything is shown. */
function keepOnly(table: TableDefinition, row: Row, names: readonly string[]): void {
  const own = names.filter((name) => {
    const path = splitPath(table, name)
    return path === null || !isToMany(path.side)
  })
  if (own.length === 0 || own.includes('*')) return
  for (const key of row.values.keys()) if (!own.includes(key)) row.values.delete(key)
}
