import type { SessionDetailAnswer, SessionListAnswer, TranscriptAnswer } from '../../contract/admin-api.ts'
import type { SessionListQuery } from '../../contract/admin-requests.ts'
import type { HistoryQuery } from '../../contract/chat-requests.ts'
import { isSessionId } from '../../contract/appwrite-ids.ts'
import * as limits from '../../contract/limits.ts'
import { readPosition, writePosition, type Position } from '../../contract/position.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { SessionFilter } from '../repositories/sessions.ts'
import { positionOf } from '../repositories/session-order.ts'
import { taggedSessions } from '../sessions/tagged-sessions.ts'
import type { AdminCall } from './admin-call.ts'

/** One page of sessions. Throws `query_invalid` for a cursor that no page gave. */
export async function listSessions(call: AdminCall, query: SessionListQuery): Promise<SessionListAnswer> {
  const limit = query.limit ?? limits.sessionPageDefault
  const sort = query.sort ?? '-lastSeen'
  const after = query.cursor === undefined ? null : readPosition(query.cursor)
  if (query.cursor !== undefined && after === null) {
    throw new Refusal('query_invalid', { details: [{ at: 'cursor', problem: 'is none that a page gave' }] })
  }
  if (query.tag !== undefined) return listTagged(call, query.tag, query, limit, after)
  const found = await call.repositories.sessions.list({
    filter: filterOf(query),
    sort,
    limit: limit + 1,
    after,
  })
  const sessions = found.slice(0, limit)
  const last = sessions.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return { sessions, nextCursor: hasMore ? writePosition(positionOf(last, sort)) : null }
}

async function listTagged(
  { repositories }: AdminCall,
  tag: string,
  query: SessionListQuery,
  limit: number,
  after: Position | null,
): Promise<SessionListAnswer> {
  if (query.sort !== undefined) {
    throw new Refusal('query_invalid', { details: [{ at: 'sort', problem: 'does not go with tag' }] })
  }
  const page = await taggedSessions(repositories, tag, filterOf(query), limit, after?.sequence ?? null)
  const nextCursor = page.next === null ? null : writePosition({ value: null, sequence: page.next })
  return { sessions: page.sessions, nextCursor }
}

/** One session, with its tags. Throws `session_not_found`. */
export async function readSession(call: AdminCall, sessionId: string): Promise<SessionDetailAnswer> {
  const [session, tags] = await Promise.all([
    sessionById(call, sessionId),
    isSessionId(sessionId) ? call.repositories.tags.namesOf(sessionId) : [],
  ])
  return { session, tags }
}

/** A page of a transcript, oldest first. Throws `session_not_found`. */
export async function readTranscript(
  call: AdminCall,
  sessionId: string,
  query: HistoryQuery,
): Promise<TranscriptAnswer> {
  await sessionById(call, sessionId)
  return call.repositories.messages.page({
    sessionId,
    after: query.after,
    before: query.before,
    limit: query.limit ?? limits.messagePageMax,
  })
}

/** The row of a session. Throws `session_not_found`. */
export async function sessionById(call: AdminCall, sessionId: string): Promise<PacedSessionRow> {
  const session = isSessionId(sessionId) ? await call.repositories.sessions.get(sessionId) : null
  if (session === null) throw new Refusal('session_not_found')
  return session
}

function filterOf(query: SessionListQuery): SessionFilter {
  return {
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.needsHuman === undefined ? {} : { needsHuman: query.needsHuman === 'true' }),
    ...(query.agent === undefined ? {} : { agentId: query.agent === 'none' ? null : query.agent }),
    ...(query.since === undefined ? {} : { since: query.since }),
    ...(query.until === undefined ? {} : { until: query.until }),
    ...(query.search === undefined ? {} : { search: query.search }),
    ...(query.messages === undefined ? {} : { hasMessages: query.messages === 'with' }),
  }
}
