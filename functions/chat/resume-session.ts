import type { HistoryAnswer, OwnSessionsAnswer, SessionAnswer } from '../../contract/chat-api.ts'
import type { HistoryQuery } from '../../contract/chat-requests.ts'
import * as limits from '../../contract/limits.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession, visitorOf } from './own-session.ts'
import { ratingOf } from './rate-session.ts'
import { siteSettings } from './site-settings.ts'
import { waitOf } from './wait.ts'

/** Everything a panel needs to continue where the visitor left. */
export async function resumeSession(call: ChatCall, sessionId: string): Promise<SessionAnswer> {
  const session = await ownSession(call, sessionId)
  const [page, settings, wait] = await Promise.all([
    call.repositories.messages.page({ sessionId, limit: limits.messagePageDefault }),
    call.settings(),
    waitOf(call, session),
  ])
  return {
    session,
    messages: page.messages,
    hasOlder: page.hasMore,
    settings: siteSettings(settings),
    credentials: null,
    wait,
    rating: ratingOf(session),
    databaseId: call.databaseId,
  }
}

/** A page of the transcript, oldest first. */
export async function readHistory(
  call: ChatCall,
  sessionId: string,
  query: HistoryQuery,
): Promise<HistoryAnswer> {
  await ownSession(call, sessionId)
  return call.repositories.messages.page({
    sessionId,
    after: query.after,
    before: query.before,
    limit: query.limit ?? limits.messagePageDefault,
  })
}

/** The caller's own sessions that have messages, most recently active first. */
export async function listOwnSessions(call: ChatCall): Promise<OwnSessionsAnswer> {
  const sessions = await call.repositories.sessions.list({
    filter: { visitorId: visitorOf(call), hasMessages: true },
    limit: limits.ownSessionsMax,
  })
  return { sessions }
}
