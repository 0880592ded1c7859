/** The operator's API, route by route: requests, responses and refusals of the function `admin`. */
import {
  AgentsAnswer,
  CleanupAnswer,
  HealthAnswer,
  MeAnswer,
  OpenApiAnswer,
  RemovedAnswer,
  ReplyAnswer,
  SessionChangedAnswer,
  SessionDetailAnswer,
  SessionListAnswer,
  StatsAnswer,
  TranscriptAnswer,
} from './admin-answers.ts'
import { adminPaths } from './admin-api.ts'
import { AssignRequest, CleanupRequest, ReplyRequest, SessionListQuery } from './admin-requests.ts'
import type { ApiRoutes } from './api-route.ts'
import { HistoryQuery } from './chat-requests.ts'
import type { ErrorCode } from './error-codes.ts'

const session = adminPaths.session(':id')
const messages = adminPaths.messages(':id')

/** What every route of this API may refuse with: it authenticates the caller first. */
export const adminErrors = [
  'secret_missing',
  'secret_wrong',
  'not_an_agent',
  'rate_limited',
] as const satisfies readonly ErrorCode[]

export const adminRoutes = {
  openapi: {
    method: 'GET',
    path: adminPaths.openapi,
    does: 'This API, described in OpenAPI 3.1.',
    answer: OpenApiAnswer,
    errors: [],
  },
  health: {
    method: 'GET',
    path: adminPaths.health,
    does: 'Whether the tables can be read, and when upkeep ran last.',
    answer: HealthAnswer,
    errors: [],
  },
  me: {
    method: 'GET',
    path: adminPaths.me,
    does: 'Who the caller is; records an agent as active, so that others can assign sessions to them.',
    answer: MeAnswer,
    errors: [],
  },
  agents: {
    method: 'GET',
    path: adminPaths.agents,
    does: 'The agents who have used the inbox or this API.',
    answer: AgentsAnswer,
    errors: [],
  },
  stats: {
    method: 'GET',
    path: adminPaths.stats,
    does: 'Counts of sessions by state and of messages, also of the last 24 hours, and each agent’s load.',
    answer: StatsAnswer,
    errors: [],
  },
  cleanup: {
    method: 'POST',
    path: adminPaths.cleanup,
    does: 'Deletes sessions that were last seen more than some days ago, 100 a call; a dry run unless `dryRun` is false. Without `days` the settings’ number is used.',
    body: CleanupRequest,
    answer: CleanupAnswer,
    errors: [],
  },
  sessions: {
    method: 'GET',
    path: adminPaths.sessions,
    does: 'A page of sessions, most recently active first unless sorted otherwise. Every filter narrows further.',
    query: SessionListQuery,
    answer: SessionListAnswer,
    errors: [],
  },
  session: {
    method: 'GET',
    path: session,
    does: 'One session.',
    answer: SessionDetailAnswer,
    errors: ['session_not_found'],
  },
  remove: {
    method: 'DELETE',
    path: session,
    does: 'Deletes a session with all messages; returns how many.',
    answer: RemovedAnswer,
    errors: ['session_not_found', 'session_changed'],
  },
  transcript: {
    method: 'GET',
    path: messages,
    does: 'A page of messages, oldest first: those after one, before one, or the newest.',
    query: HistoryQuery,
    answer: TranscriptAnswer,
    errors: ['session_not_found'],
  },
  reply: {
    method: 'POST',
    path: messages,
    does: 'Replies to the visitor as the session’s agent. Idempotent: sent again with the same id it is stored once, and `duplicate` is true.',
    body: ReplyRequest,
    answer: ReplyAnswer,
    errors: [
      'session_not_found',
      'session_closed',
      'session_taken',
      'session_not_assigned',
      'session_changed',
      'message_id_taken',
    ],
  },
  clear: {
    method: 'DELETE',
    path: messages,
    does: 'Deletes all messages of a session, and keeps it; returns how many.',
    answer: RemovedAnswer,
    errors: ['session_not_found', 'session_changed'],
  },
  assign: {
    method: 'POST',
    path: adminPaths.assign(':id'),
    does: 'Assigns a session to an agent; without `agentId` the calling agent claims it. Of two concurrent claims one wins. `transfer` takes it from another agent.',
    body: AssignRequest,
    answer: SessionChangedAnswer,
    errors: [
      'session_not_found',
      'agent_not_found',
      'session_closed',
      'session_taken',
      'session_not_assigned',
      'session_changed',
    ],
  },
  release: {
    method: 'POST',
    path: adminPaths.release(':id'),
    does: 'Releases a session: it waits for another agent.',
    answer: SessionChangedAnswer,
    errors: ['session_not_found', 'session_closed', 'session_not_assigned', 'session_changed'],
  },
  returnToBot: {
    method: 'POST',
    path: adminPaths.returnToBot(':id'),
    does: 'Returns a session to the bot, which answers the unanswered messages.',
    answer: SessionChangedAnswer,
    errors: ['session_not_found', 'session_closed', 'session_changed'],
  },
  close: {
    method: 'POST',
    path: adminPaths.close(':id'),
    does: 'Closes a session.',
    answer: SessionChangedAnswer,
    errors: ['session_not_found', 'session_changed'],
  },
  reopen: {
    method: 'POST',
    path: adminPaths.reopen(':id'),
    does: 'Reopens a closed session, with the bot.',
    answer: SessionChangedAnswer,
    errors: ['session_not_found', 'session_changed'],
  },
} as const satisfies ApiRoutes
