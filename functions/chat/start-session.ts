import type { Credentials, SessionAnswer } from '../../contract/chat-api.ts'
import type { StartRequest } from '../../contract/chat-requests.ts'
import { newSessionId, newVisitorId } from '../../contract/ids.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import type { ChatCall } from './chat-call.ts'
import { themeColumn, userMetaColumn } from './checked-fields.ts'
import type { HotSessions } from './hot-sessions.ts'
import { offeredCorpora } from './offered-corpora.ts'
import { siteSettings } from './site-settings.ts'

/** The bot that answers until there is a choice of several. */
const BOT = 'articles'

/**
 * Starts a session. A caller without an account becomes a visitor: an Appwrite user with an account session, whose
 * secret is in the answer and nowhere else.
 *
 * @throws Refusal `theme_invalid`, `user_meta_invalid`, `corpus_not_offered`
 */
export async function startSession(
  call: ChatCall,
  hot: HotSessions,
  request: StartRequest,
): Promise<SessionAnswer> {
  const { sessions, visitors } = call.repositories
  const theme = request.theme === undefined ? null : themeColumn(request.theme)
  const userMeta = request.userMeta === undefined ? null : userMetaColumn(null, request.userMeta)
  const now = new Date()
  const visitorId = call.userId ?? newVisitorId()
  // What is refused makes nothing: only a page that names corpora waits for the settings first.
  const named = request.corpora === undefined ? null : offeredCorpora(await call.settings(), request.corpora)
  const [settings] = await Promise.all([
    call.settings(),
    call.userId === null ? visitors.create(visitorId) : null,
  ])
  const [secret, session] = await Promise.all([
    call.userId === null ? visitors.openAccountSession(visitorId) : null,
    sessions.create(newSessionId(), visitorId, {
      lastSeen: now.toISOString(),
      expiresAt: expiryFrom(settings, now),
      theme,
      userMeta,
      bot: BOT,
      corpora: [...(named ?? settings.corpora)],
    }),
  ])
  hot.keep(session)
  const credentials: Credentials | null = secret === null ? null : { userId: visitorId, secret }
  return {
    session,
    messages: [],
    hasOlder: false,
    settings: siteSettings(settings),
    credentials,
    databaseId: call.databaseId,
  }
}
