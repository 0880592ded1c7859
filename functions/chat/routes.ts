import type { SettingsAnswer } from '../../contract/chat-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import {
  ChangeRequest,
  EscalateRequest,
  HistoryQuery,
  SendRequest,
  StartRequest,
} from '../../contract/chat-requests.ts'
import { parseBody, parseQuery } from '../platform/parse-input.ts'
import type { ApiRequest, Route } from '../platform/route.ts'
import { askForPerson, changeSession, clearHistory, closeSession, deleteSession } from './change-session.ts'
import type { ChatCall } from './chat-call.ts'
import type { HotSessions } from './hot-sessions.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'
import { listOwnSessions, readHistory, resumeSession } from './resume-session.ts'
import { sendMessage } from './send-message.ts'

import { siteSettings } from './site-settings.ts'
import { startSession } from './start-session.ts'

const { session, messages, escalate, close } = chatPaths

/** Every route of the function `chat`. */
export function chatRoutes(hot: HotSessions, rates: RateLimiter): Route<ChatCall>[] {
  return [
    { method: 'GET', pattern: chatPaths.health, run: async () => ({ status: 'ok' }) },
    {
      method: 'GET',
      pattern: chatPaths.settings,
      run: async (_, call): Promise<SettingsAnswer> => ({ settings: siteSettings(await call.settings()) }),
    },
    {
      method: 'POST',
      pattern: chatPaths.sessions,
      run: ({ body }, call) => startSession(call, hot, rates, parseBody(StartRequest, body)),
    },
    { method: 'GET', pattern: chatPaths.sessions, run: (_, call) => listOwnSessions(call) },
    { method: 'GET', pattern: session(':id'), run: (request, call) => resumeSession(call, idIn(request)) },
    {
      method: 'PATCH',
      pattern: session(':id'),
      run: (request, call) => changeSession(call, hot, idIn(request), parseBody(ChangeRequest, request.body)),
    },
    {
      method: 'DELETE',
      pattern: session(':id'),
      run: (request, call) => deleteSession(call, hot, idIn(request)),
    },
    {
      method: 'GET',
      pattern: messages(':id'),
      run: (request, call) => readHistory(call, idIn(request), parseQuery(HistoryQuery, request.query)),
    },
    {
      method: 'POST',
      pattern: messages(':id'),
      run: (request, call) => sendMessage(call, hot, idIn(request), parseBody(SendRequest, request.body)),
    },
    { method: 'DELETE', pattern: messages(':id'), run: (request, call) => clearHistory(call, idIn(request)) },
    {
      method: 'POST',
      pattern: escalate(':id'),
      run: (request, call) =>
        askForPerson(call, hot, idIn(request), parseBody(EscalateRequest, request.body)),
    },
    { method: 'POST', pattern: close(':id'), run: (request, call) => closeSession(call, hot, idIn(request)) },
  ]
}

function idIn(request: ApiRequest): string {
  return request.params['id'] ?? ''
}
