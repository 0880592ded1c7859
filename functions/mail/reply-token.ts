import { createHmac, timingSafeEqual } from 'node:crypto'

/** A session's id without its letter, and as much of the code as fits before the `@`: 64 characters with `bounce+`. */
const TOKEN = /^([0-9a-f]{32})([0-9a-f]{24})$/
const SESSION = /^s_([0-9a-f]{32})$/

/**
 * What stands for a session in addresses and ids of mails: its id and 96 bits of an HMAC of it, so that nobody who knows
 * an id can write into the chat. Hexadecimal, because some mail servers make capitals small.
 *
 * @returns null for a session whose id isn't one of ours, as imported ones have
 */
export function replyTokenOf(secret: string, sessionId: string): string | null {
  const id = SESSION.exec(sessionId)?.[1]
  return id === undefined ? null : id + codeOf(secret, id)
}

/** The session that a token stands for; null when it wasn't made with this secret. */
export function sessionOfToken(secret: string, token: string): string | null {
  const [, id, code] = TOKEN.exec(token.toLowerCase()) ?? []
  if (id === undefined || code === undefined) return null
  return timingSafeEqual(Buffer.from(code), Buffer.from(codeOf(secret, id))) ? `s_${id}` : null
}

function codeOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(`porchlight reply\n${id}`).digest('hex').slice(0, 24)
}
