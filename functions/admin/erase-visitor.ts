import type { EraseAnswer } from '../../contract/admin-api.ts'
import type { EraseRequest } from '../../contract/admin-requests.ts'
import { isVisitorId } from '../../contract/ids.ts'
import { mailAddressOf } from '../../contract/mail-address.ts'
import { readPosition, writePosition, type Position } from '../../contract/position.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { positionOf } from '../repositories/session-order.ts'
import { removeSession } from '../sessions/remove-session.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

/** What fits well into one synchronous execution of 30 seconds. */
const SESSIONS_PER_CALL = 100

/**
 * Erases all that is kept of one visitor, or counts it in a dry run: some sessions in each call, so that neither time nor
 * memory grows with their number. Articles that were approved belong to the site and stay, as do numbers of the
 * statistics and what `audit` says of agents.
 *
 * @throws Refusal `session_not_found`, `session_changed` when others kept writing
 */
export async function eraseVisitor(call: AdminCall, request: EraseRequest): Promise<EraseAnswer> {
  const dryRun = request.dryRun ?? true
  const after = request.cursor === undefined ? null : readPosition(request.cursor)
  if (request.cursor !== undefined && after === null) {
    throw new Refusal('body_invalid', { details: [{ at: 'cursor', problem: 'is none that a call gave' }] })
  }
  const found = await find(call, request, after)
  const done = { sessions: 0, messages: 0 }
  for (const session of found.sessions) {
    done.sessions += 1
    done.messages += dryRun ? session.messageCount : await eraseSession(call, session)
  }
  if (!dryRun) {
    const { userId } = request
    if (found.next === null && userId !== undefined && isVisitorId(userId)) {
      await call.repositories.visitors.remove(userId)
    }
    const detail = { ...done, by: byWhat(request) }
    await call.repositories.audit.write({
      action: 'erase',
      actor: actorOf(call.caller),
      sessionId: null,
      detail,
    })
  }
  return { dryRun, ...done, nextCursor: found.next === null ? null : writePosition(found.next) }
}

interface Found {
  readonly sessions: readonly SessionRow[]
  /** Where the next call looks on; null when there is nothing more. */
  readonly next: Position | null
}

async function find(call: AdminCall, request: EraseRequest, after: Position | null): Promise<Found> {
  const { sessionId, userId, address, dryRun = true } = request
  if (userId !== undefined) return ofVisitor(call, userId, after)
  if (address !== undefined) return ofAddress(call, address, after, dryRun)
  const named = await sessionById(call, sessionId ?? '')
  if (named.visitorId === null) return { sessions: [named], next: null }
  const { sessions, next } = await ofVisitor(call, named.visitorId, after)
  // The one that is named goes last: by it the next call finds the others.
  const others = sessions.filter(({ $id }) => $id !== named.$id)
  return { sessions: next === null ? [...others, named] : others, next }
}

async function ofVisitor(
  { repositories }: AdminCall,
  visitorId: string,
  after: Position | null,
): Promise<Found> {
  const page = { filter: { visitorId }, sort: 'created', limit: SESSIONS_PER_CALL, after } as const
  const sessions = await repositories.sessions.list(page)
  const end = sessions.at(-1)
  const next = end !== undefined && sessions.length === SESSIONS_PER_CALL ? positionOf(end, 'created') : null
  return { sessions, next }
}

/**
 * The index of words also finds who only writes like that: each chat is looked at. With one go all others of its visitor.
 */
async function ofAddress(
  call: AdminCall,
  address: string,
  after: Position | null,
  dryRun: boolean,
): Promise<Found> {
  const page = { filter: { search: address }, sort: 'created', limit: SESSIONS_PER_CALL, after } as const
  const candidates = await call.repositories.sessions.list(page)
  const wanted = address.toLowerCase()
  const found = new Map<string, SessionRow>()
  let reached = after
  for (const session of candidates) {
    if (mailAddressOf(session.userMeta)?.toLowerCase() === wanted) {
      const others = session.visitorId === null ? null : await ofVisitor(call, session.visitorId, null)
      for (const one of others?.sessions ?? []) found.set(one.$id, one)
      if (others?.next && !dryRun) {
        // More than one call erases: the next one finds the visitor again by this chat.
        found.delete(session.$id)
        const next = { value: null, sequence: Math.max(1, session.$sequence - 1) }
        return { sessions: [...found.values()], next }
      }
      found.set(session.$id, session)
    }
    reached = positionOf(session, 'created')
    if (found.size >= SESSIONS_PER_CALL) return { sessions: [...found.values()], next: reached }
  }
  return { sessions: [...found.values()], next: candidates.length === SESSIONS_PER_CALL ? reached : null }
}

/** First what would not be found without the session, so that a call that was interrupted can be repeated. */
async function eraseSession({ repositories, caller }: AdminCall, session: SessionRow): Promise<number> {
  const { audit, deliveries, suggestions, turns } = repositories
  const { $id: sessionId } = session
  await Promise.all([
    suggestions.removeOfSession(sessionId),
    turns.close(sessionId),
    audit.forgetVisitor(sessionId),
  ])
  const messages = await removeSession(repositories, session, actorOf(caller))
  await deliveries.removeOfSession(sessionId)
  return messages
}

function byWhat({ userId, sessionId }: EraseRequest): string {
  if (userId !== undefined) return 'user'
  return sessionId !== undefined ? 'session' : 'address'
}
