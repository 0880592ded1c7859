import * as limits from '../limits.ts'
import type { Columns, Row, Table } from '../table.ts'

/** `system` gives sessions to agents, by the settings. */
export const ACTOR_KINDS = ['visitor', 'bot', 'agent', 'operator', 'upkeep', 'system'] as const

export const AUDIT_ACTIONS = [
  'escalate',
  'assign',
  'transfer',
  'release',
  'return_to_bot',
  'close',
  'reopen',
  'expire',
  'reply',
  /** An agent takes part in a session that another one holds, and no longer does. */
  'join',
  'leave',
  'rate',
  'tag',
  'untag',
  'note',
  'note_deleted',
  'suggest',
  'article',
  'article_deleted',
  'settings',
  'clear',
  'delete',
  'cleanup',
  'erase',
  /** A webhook's event that nobody took for a day. */
  'give_up',
  'mail',
  'mail_failed',
  'mail_bounced',
  'mail_stopped',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export const auditColumns = {
  action: { type: 'enum', elements: AUDIT_ACTIONS },
  sessionId: { type: 'string', size: 36 },
  actorKind: { type: 'enum', elements: ACTOR_KINDS },
  actorId: { type: 'string', size: 36 },
  actorName: { type: 'string', size: limits.authorNameMax },
  /** JSON text, never message text. */
  detail: { type: 'string', size: 1000 },
} as const satisfies Columns

/** Who did what to which session. Only the project's admins and keys read it. */
export const audit = {
  id: 'audit',
  name: 'Audit',
  permissions: [],
  rowSecurity: false,
  columns: auditColumns,
  indexes: [{ key: 'by_session', type: 'key', columns: ['sessionId'], orders: ['ASC'] }],
} as const satisfies Table<typeof auditColumns>

export type AuditRow = Row<typeof auditColumns>
