/** Who sends a message: `user` is the visitor; `system` reports what happens to the session. */
export const SENDERS = ['user', 'bot', 'agent', 'system'] as const
export type Sender = (typeof SENDERS)[number]
