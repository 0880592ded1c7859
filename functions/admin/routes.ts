import { adminPaths } from '../../contract/admin-api.ts'
import {
  AssignRequest,
  CleanupRequest,
  ReplyRequest,
  SessionListQuery,
} from '../../contract/admin-requests.ts'
import { HistoryQuery } from '../../contract/chat-requests.ts'
import { version } from '../../contract/version.ts'
import { parseBody, parseQuery } from '../platform/parse-input.ts'
import type { ApiRequest, Route } from '../platform/route.ts'
import type { AdminCall } from './admin-call.ts'
import { listSessions, readSession, readTranscript } from './read-sessions.ts'
import { readStats } from './read-stats.ts'
import { listAgents, readHealth, readSelf } from './read-self.ts'
import { cleanUp, clearSession, deleteSession } from './remove-sessions.ts'
import { replyToSession } from './reply.ts'
import { assignSession, steerSession } from './steer-session.ts'

const { session, messages, assign, release, returnToBot, close, reopen } = adminPaths

/** Every route of the function `admin`. */
export const adminRoutes: readonly Route<AdminCall>[] = [
  { method: 'GET', pattern: adminPaths.health, run: (_, call) => readHealth(call, version) },
  { method: 'GET', pattern: adminPaths.me, run: (_, call) => readSelf(call) },
  { method: 'GET', pattern: adminPaths.agents, run: (_, call) => listAgents(call) },
  { method: 'GET', pattern: adminPaths.stats, run: (_, call) => readStats(call) },
  {
    method: 'POST',
    pattern: adminPaths.cleanup,
    run: ({ body }, call) => cleanUp(call, parseBody(CleanupRequest, body)),
  },
  {
    method: 'GET',
    pattern: adminPaths.sessions,
    run: ({ query }, call) => listSessions(call, parseQuery(SessionListQuery, query)),
  },
  { method: 'GET', pattern: session(':id'), run: (request, call) => readSession(call, idIn(request)) },
  { method: 'DELETE', pattern: session(':id'), run: (request, call) => deleteSession(call, idIn(request)) },
  {
    method: 'GET',
    pattern: messages(':id'),
    run: (request, call) => readTranscript(call, idIn(request), parseQuery(HistoryQuery, request.query)),
  },
  {
    method: 'POST',
    pattern: messages(':id'),
    run: (request, call) => replyToSession(call, idIn(request), parseBody(ReplyRequest, request.body)),
  },
  { method: 'DELETE', pattern: messages(':id'), run: (request, call) => clearSession(call, idIn(request)) },
  {
    method: 'POST',
    pattern: assign(':id'),
    run: (request, call) => assignSession(call, idIn(request), parseBody(AssignRequest, request.body)),
  },
  {
    method: 'POST',
    pattern: release(':id'),
    run: (request, call) => steerSession(call, idIn(request), 'release'),
  },
  {
    method: 'POST',
    pattern: returnToBot(':id'),
    run: (request, call) => steerSession(call, idIn(request), 'return_to_bot'),
  },
  {
    method: 'POST',
    pattern: close(':id'),
    run: (request, call) => steerSession(call, idIn(request), 'close'),
  },
  {
    method: 'POST',
    pattern: reopen(':id'),
    run: (request, call) => steerSession(call, idIn(request), 'reopen'),
  },
]

function idIn(request: ApiRequest): string {
  return request.params['id'] ?? ''
}
