import type { EraseAnswer } from '../../contract/admin-api.ts'
import type { EraseRequest } from '../../contract/admin-requests.ts'
import { isVisitorId } from '../../contract/ids.ts'
import { isSameAddress, leftAddressOf } from '../../contract/mail-address.ts'
import { readPosition, writePosition, type Position } from '../../contract/position.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { PacedSessionRow, SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { positionOf } from '../repositories/session-order.ts'
import { removeSession } from '../sessions/remove-session.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

/** What fits well into one synchronous execution of 30 seconds. */
const SESSIONS_PER_CALL = 100
/** So many metadata a database looks through in well under a second. */
const SCANNED_PER_CALL = 20_000

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
    done.messages += dryRun
      ? await call.repositories.messages.countRows(session.$id)
      : await eraseSession(call, session)
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
 * No index of words finds every address: short words and stop words are in none. So the metadata of all
 * sessions are looked through for the letters, some thousands in each call, and each one found is read exactly. With one
 * chat go all others of its visitor.
 */
async function ofAddress(
  { repositories: { sessions } }: AdminCall,
  address: string,
  after: Position | null,
  dryRun: boolean,
): Promise<Found> {
  const until = (after?.sequence ?? 0) + SCANNED_PER_CALL
  const filter = { addressWith: address, sequenceUntil: until }
  const [candidates, [newest]] = await Promise.all([
    sessions.list({ filter, sort: 'created', limit: SESSIONS_PER_CALL, after }),
    sessions.list({ filter: {}, sort: '-created', limit: 1 }),
  ])
  const found = new Map<string, SessionRow>()
  /** Visitors whose sessions are found, all of them. */
  const seen = new Set<string>()
  for (const session of candidates) {
    const isWanted = isOfAddress(session, address) && !seen.has(session.visitorId ?? session.$id)
    if (isWanted) seen.add(session.visitorId ?? session.$id)
    for (const one of isWanted ? await sameVisitors(sessions, session, address, dryRun) : [])
      found.set(one.$id, one)
    if (isWanted && !dryRun && found.size >= SESSIONS_PER_CALL) {
      // More than one call erases: the next one finds the visitor again by this chat.
      found.delete(session.$id)
      return { sessions: [...found.values()], next: { value: null, sequence: session.$sequence - 1 } }
    }
  }
  const end = candidates.at(-1)
  const isFull = end !== undefined && candidates.length === SESSIONS_PER_CALL
  const hasMore = newest !== undefined && newest.$sequence > until
  const reached = isFull ? end.$sequence : hasMore ? until : null
  return { sessions: [...found.values()], next: reached === null ? null : { value: null, sequence: reached } }
}

function isOfAddress(
  { userMeta, verifiedEmail }: Pick<PacedSessionRow, 'userMeta' | 'verifiedEmail'>,
  address: string,
): boolean {
  return [leftAddressOf(userMeta), verifiedEmail].some(
    (known) => known !== null && isSameAddress(known, address),
  )
}

/**
 * A session and the others of its visitor: so many as a call erases, or all of them for a dry run, which counts them at
 * the first chat that knows the address, as nothing goes between its calls.
 */
async function sameVisitors(
  sessions: Repositories['sessions'],
  session: SessionRow,
  address: string,
  dryRun: boolean,
): Promise<readonly SessionRow[]> {
  const { visitorId } = session
  if (visitorId === null) return [session]
  const all: PacedSessionRow[] = []
  let after: Position | null = null
  for (;;) {
    const filter = { visitorId }
    const page = await sessions.list({ filter, sort: 'created', limit: SESSIONS_PER_CALL, after })
    all.push(...page)
    const end = page.at(-1)
    if (!dryRun) return [session, ...all]
    if (end === undefined || page.length < SESSIONS_PER_CALL) break
    after = positionOf(end, 'created')
  }
  return all.find((one) => isOfAddress(one, address))?.$id === session.$id ? all : []
}

/** First what would not be found without the session, so that a call that was interrupted can be repeated. */
async function eraseSession({ repositories, caller }: AdminCall, session: SessionRow): Promise<number> {
  const { audit, deliveries, suggestions, turns } = repositories
  const { $id: sessionId } = session
  await Promise.all([
    suggestions.removeOfSession(sessionId),
    turns.close(sessionId),
    audit.forgetVisitor(sessionId),
    deliveries.removeOfSession(sessionId),
  ])
  const messages = await removeSession(repositories, session, actorOf(caller))
  // Upkeep may have added some until the session was gone.
  await deliveries.removeOfSession(sessionId)
  return messages
}

function byWhat({ userId, sessionId }: EraseRequest): string {
  if (userId !== undefined) return 'user'
  return sessionId !== undefined ? 'session' : 'address'
}
