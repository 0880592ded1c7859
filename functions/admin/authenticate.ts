import { createHash, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../../contract/refusal.ts'
import type { Agents } from '../repositories/agents.ts'
import type { Operator } from './admin-call.ts'

/** The credentials of a request. */
export interface Presented {
  /** The header `Authorization`, or null. */
  readonly authorization: string | null
  /** The account that Appwrite authenticated, or null. */
  readonly userId: string | null
}

/** A JWT is three parts of base64url. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/

/**
 * Authenticates the caller: a bearer of the admin secret (compared in constant time), or a member of the team `agents`:
 * by Appwrite's own account session, or by a JWT as bearer.
 *
 * @param adminSecret null when the function has none: then only agents are accepted
 * @throws Refusal `secret_missing`, `secret_wrong`, `not_an_agent`
 */
export async function authenticate(
  presented: Presented,
  adminSecret: string | null,
  agents: Agents,
): Promise<Operator> {
  const bearer = bearerIn(presented.authorization ?? '')
  if (bearer === null) {
    if (presented.userId === null) throw new Refusal('secret_missing')
    return member(agents, presented.userId)
  }
  if (adminSecret !== null && isSame(bearer, adminSecret)) return { kind: 'secret' }
  const userId = JWT.test(bearer) ? await agents.userOfJwt(bearer) : null
  if (userId === null) throw new Refusal('secret_wrong')
  return member(agents, userId)
}

/** What follows `Bearer`, blanks inside of it too; null when there is nothing. */
function bearerIn(authorization: string): string | null {
  return /^bearer /i.test(authorization) ? authorization.slice('bearer '.length).trim() || null : null
}

async function member(agents: Agents, userId: string): Promise<Operator> {
  const agent = await agents.member(userId)
  if (agent === null) throw new Refusal('not_an_agent')
  return { kind: 'agent', ...agent }
}

/** Equal digests, compared in constant time: neither length nor content shows in the duration. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
