import type { Order } from '../../contract/ordered-from.ts'
import type { Position } from '../../contract/position.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

export type SessionSort = 'lastSeen' | '-lastSeen' | 'created' | '-created' | 'expiresAt' | 'updated'

/** The column of each order of a list. */
export const SORTS = {
  lastSeen: { column: 'lastSeen', order: 'ascending' },
  '-lastSeen': { column: 'lastSeen', order: 'descending' },
  created: { column: '$sequence', order: 'ascending' },
  '-created': { column: '$sequence', order: 'descending' },
  expiresAt: { column: 'expiresAt', order: 'ascending' },
  updated: { column: '$updatedAt', order: 'ascending' },
} as const satisfies Record<SessionSort, { readonly column: string; readonly order: Order }>

/** A row's position in a list of such an order. */
export function positionOf(session: SessionRow, sort: SessionSort): Position {
  const { column } = SORTS[sort]
  return { value: column === '$sequence' ? null : session[column], sequence: session.$sequence }
}
