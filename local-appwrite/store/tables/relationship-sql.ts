import type { Database } from '../database.ts'
import { isExclusive, isToMany, type Relationship } from './relationship.ts'

/** The SQL names of a side: its table of links, and there the columns of its own rows and of the other side's. */
export interface LinkNames {
  table: string
  near: string
  far: string
}

export function linkNames(side: Relationship): LinkNames {
  const table = `links_${side.link}`
  return side.side === 'parent'
    ? { table, near: 'parent', far: 'child' }
    : { table, near: 'child', far: 'parent' }
}

/**
 * Makes the SQL table of a relationship, seen from its parent. It holds the sequences of linked rows, in the order in
 * which they were linked; its indexes refuse a second link of a row that can have one only.
 */
export function createLinks(database: Database, parent: Relationship): void {
  const { table } = linkNames(parent)
  const index = (unique: boolean, column: string) =>
    `CREATE ${unique ? 'UNIQUE' : ''} INDEX ${table}_${column} ON ${table} (${column})`
  database.exec(`CREATE TABLE ${table} (position INTEGER PRIMARY KEY, parent INTEGER NOT NULL, child INTEGER NOT NULL);
    ${index(!isToMany(parent), 'parent')};
    ${index(isExclusive(parent), 'child')}`)
}

/** Drops the SQL table of a relationship; both sides may ask for it. */
export function dropLinks(database: Database, side: Relationship): void {
  database.exec(`DROP TABLE IF EXISTS ${linkNames(side).table}`)
}

/** The SQL expression of the id that a row of `rows_<number>` is linked to by a side with one row at most. */
export function linkedIdSql(number: number, side: Relationship): string {
  const { table, near, far } = linkNames(side)
  return (
    `(SELECT other.id FROM ${table} link JOIN rows_${side.relatedNumber} other ON other.sequence = link.${far} ` +
    `WHERE link.${near} = rows_${number}.sequence)`
  )
}
