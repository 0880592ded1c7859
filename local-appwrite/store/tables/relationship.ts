export const RELATION_TYPES = ['oneToOne', 'oneToMany', 'manyToOne', 'manyToMany'] as const
export type RelationType = (typeof RELATION_TYPES)[number]

/** What the deletion of a row does to the rows that belong to it: refuse, delete them too, or only unlink them. */
export const ON_DELETE = ['cascade', 'restrict', 'setNull'] as const
export type OnDelete = (typeof ON_DELETE)[number]

/**
 * One table's side of a relationship. Both tables hold a side, the child's of a one-way relationship unseen, and both
 * sides name the same SQL table of links. What is linked stands there and nowhere else, so that the sides can't
 * disagree.
 */
export interface Relationship {
  /** Its place among the columns of its table. */
  number: number
  key: string
  /** Names the SQL table `links_<link>`. */
  link: string
  /** The other table, which is in the same database, by its id and by the number of its SQL tables. */
  relatedTable: string
  relatedNumber: number
  relationType: RelationType
  twoWay: boolean
  /** The key of the other side, also when nobody sees that one. */
  twoWayKey: string
  onDelete: OnDelete
  side: 'parent' | 'child'
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
}

const NONE: readonly Relationship[] = []

/** Every side a table has, the unseen ones too. Definitions of before there were relationships have none. */
export function sidesOf(table: { relationships?: readonly Relationship[] }): readonly Relationship[] {
  return table.relationships ?? NONE
}

/** The sides that are columns of the table. */
export function relationshipsOf(table: { relationships?: readonly Relationship[] }): readonly Relationship[] {
  return table.relationships === undefined ? NONE : table.relationships.filter(isSeen)
}

/** Takes both sides' mention of one relationship out of a table. */
export function dropSide(table: { relationships?: Relationship[] }, link: string): void {
  const left = sidesOf(table).filter((side) => side.link !== link)
  // Without any, the table is again one that nothing needs to be looked up for.
  if (left.length === 0) delete table.relationships
  else table.relationships = left
}

/** The relationship column with this key, or null. */
export function relationshipOf(
  table: { relationships?: readonly Relationship[] },
  key: string,
): Relationship | null {
  return table.relationships?.find((side) => side.key === key && isSeen(side)) ?? null
}

/** False for the child's side of a one-way relationship. */
export function isSeen(side: Relationship): boolean {
  return side.twoWay || side.side === 'parent'
}

/** True when a row of this side can have several rows on the other. */
export function isToMany({ relationType, side }: Relationship): boolean {
  switch (relationType) {
    case 'oneToOne':
      return false
    case 'oneToMany':
      return side === 'parent'
    case 'manyToOne':
      return side === 'child'
    case 'manyToMany':
      return true
  }
}

/** True when a row of the other side can belong to one row of this side only. */
export function isExclusive({ relationType, side }: Relationship): boolean {
  switch (relationType) {
    case 'oneToOne':
      return true
    case 'oneToMany':
      return side === 'parent'
    case 'manyToOne':
      return side === 'child'
    case 'manyToMany':
      return false
  }
}
