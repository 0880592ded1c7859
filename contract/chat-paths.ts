/** Paths of the function `chat`; ids need no escaping. Import it as `* as chatPaths`. */
export const health = '/health'
export { sessions, settings } from './first-chat-paths.ts'
export const session = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}` as const
export const messages = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/messages` as const
export const escalate = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/escalate` as const
export const close = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/close` as const
export const message = <Id extends string, MessageId extends string>(sessionId: Id, messageId: MessageId) =>
  `/sessions/${sessionId}/messages/${messageId}` as const
