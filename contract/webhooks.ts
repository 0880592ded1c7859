/** What another server is told by webhooks: events of sessions, and alerts. */
export const WEBHOOK_EVENTS = [
  'session.started',
  'session.waiting',
  'session.assigned',
  'session.returned',
  'session.closed',
  'session.reopened',
  'session.rated',
  'session.removed',
  'message.created',
  /** Somebody has waited for a person for longer than the settings say. */
  'alert.waiting',
  /** An event was given up: nobody took it for a day. */
  'alert.undelivered',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]
