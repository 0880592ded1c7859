import type { Database } from '../../store/database.ts'
import { createLinks, dropLinks } from '../../store/tables/relationship-sql.ts'
import {
  dropSide,
  relationshipOf,
  relationshipsOf,
  sidesOf,
  type OnDelete,
  type Relationship,
  type RelationType,
} from '../../store/tables/relationship.ts'
import { columnOf, type TableDefinition } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isTaken, requireFittingColumns } from './column-limits.ts'
import type { Tables } from './tables.ts'

/** What describes a relationship to be. A key that is null is the id of the table that it leads to. */
export interface RelationshipSpec {
  relatedTable: string
  relationType: RelationType
  twoWay: boolean
  key: string | null
  twoWayKey: string | null
  onDelete: OnDelete
}

/** Relationship columns. Each change concerns both tables and is made on both or not at all. */
export interface RelationshipColumns {
  /** Makes both sides and answers that of the table, the parent. */
  create(databaseId: string, tableId: string, spec: RelationshipSpec): Promise<Relationship>
  /** null leaves as it is. A side can be changed from either table. */
  update(
    databaseId: string,
    tableId: string,
    key: string,
    change: { onDelete: OnDelete | null; newKey: string | null },
  ): Promise<Relationship>
  /** Removes both sides and every link. */
  delete(databaseId: string, tableId: string, key: string): Promise<void>
}

export function createRelationshipColumns(store: Database, tables: Tables): RelationshipColumns {
  return {
    create: (databaseId, tableId, spec) =>
      tables.changeTables(databaseId, (take) => {
        const table = take(tableId)
        const far = take(spec.relatedTable)
        const key = spec.key ?? spec.relatedTable
        const twoWayKey = spec.twoWayKey ?? tableId
        requireNew(table, far, { ...spec, key, twoWayKey })
        const now = Date.now()
        const parent: Relationship = {
          number: table.nextNumber,
          key,
          link: `${table.number}_${table.nextNumber}`,
          relatedTable: far.id,
          relatedNumber: far.number,
          relationType: spec.relationType,
          twoWay: spec.twoWay,
          twoWayKey,
          onDelete: spec.onDelete,
          side: 'parent',
          createdAt: now,
          updatedAt: now,
        }
        addSide(table, parent)
        addSide(far, {
          ...parent,
          number: far.nextNumber,
          key: twoWayKey,
          relatedTable: table.id,
          relatedNumber: table.number,
          twoWayKey: key,
          side: 'child',
        })
        createLinks(store, parent)
        return parent
      }),

    update: (databaseId, tableId, key, change) =>
      tables.changeTables(databaseId, (take) => {
        const table = take(tableId)
        const side = find(table, key)
        const newKey = change.newKey ?? key
        if (newKey.toLowerCase() !== key.toLowerCase() && isTaken(table, newKey)) throw taken(newKey)
        const other = otherSide(take(side.relatedTable), side)
        const onDelete = change.onDelete ?? side.onDelete
        const updatedAt = Date.now()
        Object.assign(side, { key: newKey, onDelete, updatedAt })
        if (other !== null) Object.assign(other, { twoWayKey: newKey, onDelete, updatedAt })
        return side
      }),

    delete: (databaseId, tableId, key) =>
      tables.changeTables(databaseId, (take) => {
        const table = take(tableId)
        const side = find(table, key)
        for (const one of [table, take(side.relatedTable)]) dropSide(one, side.link)
        dropLinks(store, side)
      }),
  }
}

function find(table: TableDefinition, key: string): Relationship {
  const side = relationshipOf(table, key)
  if (side !== null) return side
  if (columnOf(table, key) !== null)
    throw new AppwriteError('column_type_invalid', `Column '${key}' is no relationship.`)
  throw new AppwriteError('column_not_found', `Column with the key '${key}' could not be found.`)
}

function otherSide(far: TableDefinition, side: Relationship): Relationship | null {
  return sidesOf(far).find((other) => other.link === side.link && other.side !== side.side) ?? null
}

function addSide(table: TableDefinition, side: Relationship): void {
  table.relationships = [...sidesOf(table), side]
  table.nextNumber += 1
  requireFittingColumns(table.columns, table.relationships.length)
}

function requireNew(
  table: TableDefinition,
  far: TableDefinition,
  wanted: { key: string; twoWayKey: string; twoWay: boolean; relationType: RelationType },
): void {
  const { key, twoWayKey, twoWay, relationType } = wanted
  if (isTaken(table, key)) throw taken(key)
  const ownWay = far.number === table.number && twoWayKey.toLowerCase() === key.toLowerCase()
  if (twoWay && (isTaken(far, twoWayKey) || ownWay)) throw taken(twoWayKey)
  for (const side of relationshipsOf(table)) {
    if (side.relatedNumber !== far.number) continue
    if (side.twoWayKey.toLowerCase() === twoWayKey.toLowerCase()) throw taken(twoWayKey)
    if (relationType === 'manyToMany' && side.relationType === 'manyToMany')
      throw new AppwriteError(
        'column_already_exists',
        'Creating more than one "manyToMany" relationship on the same table is not permitted.',
      )
  }
}

function taken(key: string): AppwriteError {
  return new AppwriteError('column_already_exists', `Column with the requested key '${key}' already exists.`)
}
