import { isExclusive, type Relationship } from '../../store/tables/relationship.ts'

/** True when it is the other row that Appwrite keeps the link in: linking changes that row, and needs the right to. */
export function isKeptThere(side: Relationship): boolean {
  return side.relationType === 'oneToOne' ? side.twoWay || side.side === 'child' : isExclusive(side)
}

/** True for the side whose rows can't go while another row belongs to them. */
export function isRestricting({ onDelete, relationType, side }: Relationship): boolean {
  return onDelete === 'restrict' && side === (relationType === 'manyToOne' ? 'child' : 'parent')
}

/** True for the side whose rows take those that belong to them along. */
export function isCascading(side: Relationship): boolean {
  if (side.onDelete !== 'cascade') return false
  switch (side.relationType) {
    case 'oneToOne':
      return side.twoWay || side.side === 'parent'
    case 'oneToMany':
    case 'manyToMany':
      return side.side === 'parent'
    case 'manyToOne':
      return side.side === 'child'
  }
}
