import type { Columns, Row, Table, Values } from '../table.ts'
import { WEBHOOK_EVENTS } from '../webhooks.ts'

export const DELIVERY_STATES = ['pending', 'delivered', 'given_up'] as const
/** The receiver wasn't there, was too slow or too busy; or it was, and didn't take it. */
export const DELIVERY_FAILURES = ['unreachable', 'refused'] as const

/** Row id is the event's, the same however often it is sent. */
export const deliveryColumns = {
  event: { type: 'enum', elements: WEBHOOK_EVENTS },
  sessionId: { type: 'string', size: 36 },
  happenedAt: { type: 'datetime' },
  /** JSON text, as it is sent; null once that is over. */
  body: { type: 'string', size: 40_000 },
  state: { type: 'enum', elements: DELIVERY_STATES, default: 'pending' },
  attempts: { type: 'integer', min: 0, max: 10_000, default: 0 },
  /** When it is sent next; of one that is over, when that was. */
  dueAt: { type: 'datetime' },
  failure: { type: 'enum', elements: DELIVERY_FAILURES },
  /** What went wrong last. */
  problem: { type: 'string', size: 200 },
} as const satisfies Columns

/** Events for the site's own server, until it has taken them and a day longer. Only `upkeep` reads or writes it. */
export const deliveries = {
  id: 'deliveries',
  name: 'Deliveries',
  permissions: [],
  rowSecurity: false,
  columns: deliveryColumns,
  indexes: [
    { key: 'by_state', type: 'key', columns: ['state', 'dueAt'], orders: ['ASC', 'ASC'] },
    { key: 'by_session', type: 'key', columns: ['sessionId', 'state'], orders: ['ASC', 'ASC'] },
  ],
} as const satisfies Table<typeof deliveryColumns>

export type DeliveryRow = Row<typeof deliveryColumns>
export type DeliveryValues = Values<typeof deliveryColumns>
