import { createHash } from 'node:crypto'
import { readAttachments } from '../../../contract/attachment.ts'
import { stateOf } from '../../../contract/session-state.ts'
import type { AuditRow } from '../../../contract/tables/audit.ts'
import type { MessageRow } from '../../../contract/tables/messages.ts'
import type { SessionRow } from '../../../contract/tables/sessions.ts'
import type { WebhookEvent } from '../../../contract/webhooks.ts'
import type { NewDelivery } from '../../repositories/deliveries.ts'

interface Told {
  readonly event: WebhookEvent
  readonly sessionId: string
  readonly happenedAt: string
  /** The row that tells it, or what else makes it one event. */
  readonly of: string
  readonly data: object
}

/** An event, with an id that is the same however often it is found. */
export function deliveryOf({ event, sessionId, happenedAt, of, data }: Told): NewDelivery {
  const digest = createHash('sha256').update(`${event}\n${of}`).digest('hex')
  const body = { type: event, timestamp: inUtc(happenedAt), data: { sessionId, ...data } }
  return {
    id: `e_${digest.slice(0, 32)}`,
    event,
    sessionId,
    happenedAt,
    body: JSON.stringify(body),
    dueAt: happenedAt,
  }
}

/** Times in one form, whoever wrote them: Appwrite's own end with `+00:00`. */
function inUtc(time: string): string {
  return new Date(time).toISOString()
}

export function eventOfSession(row: SessionRow): NewDelivery {
  const { $id: sessionId, $createdAt: happenedAt, locale, corpora } = row
  const data = { locale, corpora }
  return deliveryOf({ event: 'session.started', sessionId, happenedAt, of: sessionId, data })
}

/** Of visitors and agents; what the bot says is for the visitor alone. */
export function eventOfMessage(row: MessageRow): NewDelivery | null {
  const { $id: messageId, $createdAt: happenedAt, sessionId, sender, authorId, authorName, text } = row
  const attachments = readAttachments(row.attachments)
  if (sender !== 'user' && sender !== 'agent') return null
  const from = sender === 'user' ? 'visitor' : 'agent'
  const data = { messageId, from, authorId, authorName, text, ...(attachments.length > 0 && { attachments }) }
  return deliveryOf({ event: 'message.created', sessionId, happenedAt, of: messageId, data })
}

const EVENTS: Readonly<Partial<Record<NonNullable<AuditRow['action']>, WebhookEvent>>> = {
  escalate: 'session.waiting',
  release: 'session.waiting',
  assign: 'session.assigned',
  transfer: 'session.assigned',
  return_to_bot: 'session.returned',
  close: 'session.closed',
  expire: 'session.closed',
  reopen: 'session.reopened',
  rate: 'session.rated',
  delete: 'session.removed',
}

export function eventOfDeed(row: AuditRow): NewDelivery | null {
  const { $id: of, $createdAt: happenedAt, action, sessionId, actorKind, actorId, actorName, detail } = row
  const event = action === null ? undefined : EVENTS[action]
  if (event === undefined || sessionId === null) return null
  const by = { kind: actorKind, id: actorId, name: actorName }
  const agentId = /"agentId":"([^"\\]{1,36})"/.exec(detail ?? '')?.[1]
  const score = action === 'rate' ? /"score":([1-5])\b/.exec(detail ?? '')?.[1] : undefined
  const data = {
    action,
    by,
    ...(agentId !== undefined && { agentId }),
    ...(score !== undefined && { score: Number(score) }),
  }
  return deliveryOf({ event, sessionId, happenedAt, of, data })
}

/** Of a session that waits: once for each time that it began to. */
export function alertOfWaiting(row: SessionRow, now: Date): NewDelivery | null {
  const { $id: sessionId, waitingSince, escalationReason: reason } = row
  if (stateOf(row) !== 'waiting' || waitingSince === null) return null
  const data = { waitingSince: inUtc(waitingSince), reason }
  const of = `${sessionId} ${waitingSince}`
  return deliveryOf({ event: 'alert.waiting', sessionId, happenedAt: now.toISOString(), of, data })
}
