import type { SessionAnswer } from '../../contract/chat-api.ts'
import type { StartRequest } from '../../contract/chat-requests.ts'
import type { chatAnswers, chatRoutes } from '../../contract/chat-routes.ts'
import type { Handlers } from '../platform/handlers.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'
import { askForPerson, changeSession, clearHistory, closeSession, deleteSession } from './change-session.ts'
import { changeMessage } from './change-message.ts'
import type { ChatCall } from './chat-call.ts'
import type { HotSessions } from './hot-sessions.ts'
import { listOwnSessions, readHistory, resumeSession } from './resume-session.ts'
import { markSeen } from './mark-seen.ts'
import { openLink } from './open-link.ts'
import { regenerateAnswer } from './regenerate-answer.ts'
import { rateSession } from './rate-session.ts'
import { sendMessage } from './send-message.ts'
import { siteSettings } from './site-settings.ts'
import { startSession } from './start-session.ts'
import { removeUpload, uploadAttachment } from './upload-attachment.ts'
import { allForVisitor, forVisitor } from './visitors-session.ts'
import { readWait } from './wait.ts'

/** What the function `chat` does for each of its routes. */
export function chatHandlers(
  hot: HotSessions,
  rates: RateLimiter,
): Handlers<typeof chatRoutes, typeof chatAnswers, ChatCall> {
  async function start(call: ChatCall, body: StartRequest): Promise<SessionAnswer> {
    const { token } = body
    if (token === undefined) return startSession(call, hot, rates, body)
    // What checks signatures is loaded by who brings one.
    const { startIdentified } = await import('./start-identified.ts')
    return startIdentified(call, hot, rates, { ...body, token })
  }

  return {
    health: async () => ({ status: 'ok' }),
    settings: async (call) => ({ settings: siteSettings(await call.settings()) }),
    start: (call, { body }) => forVisitor(start(call, body)),
    ownSessions: (call) => allForVisitor(listOwnSessions(call)),
    resume: (call, { params }) => forVisitor(resumeSession(call, params.id)),
    change: (call, { params, body }) => forVisitor(changeSession(call, hot, params.id, body)),
    remove: (call, { params }) => deleteSession(call, hot, params.id),
    history: (call, { params, query }) => readHistory(call, params.id, query),
    send: (call, { params, body }) => forVisitor(sendMessage(call, hot, params.id, body)),
    upload: (call, { params, body }) => uploadAttachment(call, rates, params, body),
    removeUpload: (call, { params }) => removeUpload(call, params),
    changeMessage: (call, { params, body }) => changeMessage(call, params.id, params.messageId, body),
    regenerate: (call, { params }) => forVisitor(regenerateAnswer(call, rates, params.id, params.messageId)),
    clear: (call, { params }) => forVisitor(clearHistory(call, params.id)),
    escalate: (call, { params, body }) => forVisitor(askForPerson(call, hot, params.id, body)),
    wait: (call, { params }) => readWait(call, params.id),
    seen: (call, { params, body }) => forVisitor(markSeen(call, params.id, body)),
    rate: (call, { params, body }) => rateSession(call, params.id, body),
    openLink: (call, { body }) => forVisitor(openLink(call, rates, body)),
    close: (call, { params }) => forVisitor(closeSession(call, hot, params.id)),
  }
}
