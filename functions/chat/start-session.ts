import type { Credentials, SessionAnswer } from '../../contract/chat-api.ts'
import type { StartRequest } from '../../contract/chat-requests.ts'
import { newSessionId, newVisitorId } from '../../contract/ids.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'
import { themeColumn, userMetaColumn } from './checked-fields.ts'
import type { HotSessions } from './hot-sessions.ts'
import { admitStart, refuseKnown } from './may-start.ts'
import { offeredCorpora } from '../sessions/offered-corpora.ts'
import { siteSettings } from './site-settings.ts'
import type { Identity } from './verify-identity.ts'

/** The bot that answers until there is a choice of several. */
const BOT = 'articles'

/**
 * Starts a session. A caller without an account becomes a visitor: an Appwrite user with an account session, whose
 * secret is in the answer and nowhere else.
 *
 * @param rates null for a start that is counted already
 * @param identity who the site's server says the visitor is, of which the session bears the mark
 * @throws Refusal `theme_invalid`, `user_meta_invalid`, `corpus_not_offered`, `not_accepting`, `rate_limited`
 */
export async function startSession(
  call: ChatCall,
  hot: HotSessions,
  rates: RateLimiter | null,
  request: StartRequest,
  identity: Identity | null = null,
): Promise<SessionAnswer> {
  const { visitors } = call.repositories
  const theme = request.theme === undefined ? null : themeColumn(request.theme)
  const userMeta = request.userMeta === undefined ? null : userMetaColumn(null, request.userMeta)
  const now = new Date()
  const visitorId = call.userId ?? newVisitorId()
  const isGuest = call.userId === null
  // What is refused makes nothing, where that is known without waiting: only a page that names corpora waits first.
  const named = request.corpora === undefined ? null : offeredCorpora(await call.settings(), request.corpora)
  const remembered = call.rememberedSettings()
  if (rates !== null && remembered !== null) refuseKnown(call, rates, remembered, now)
  const [settings] = await Promise.all([call.settings(), isGuest ? visitors.create(visitorId) : null])
  const sessionId = newSessionId()
  const admitted = rates && admitStart(call, rates, settings, now)
  const [secret, session] = await Promise.all([
    isGuest ? visitors.openAccountSession(visitorId) : null,
    recordHappening(call.repositories, {
      kind: 'started',
      sessionId,
      visitorId,
      values: {
        lastSeen: now.toISOString(),
        expiresAt: expiryFrom(settings, now),
        theme,
        userMeta,
        locale: request.locale ?? null,
        bot: BOT,
        corpora: [...(named ?? settings.corpora)],
        verifiedId: identity?.id ?? null,
        verifiedIdHash: identity?.idHash ?? null,
        verifiedName: identity?.name ?? null,
        verifiedEmail: identity?.email ?? null,
      },
    }),
  ])
  const refusal = await admitted
  if (refusal !== null) {
    const withdrawn = recordHappening(call.repositories, { kind: 'withdrawn', sessionId })
    await Promise.all([withdrawn, isGuest ? visitors.remove(visitorId) : null])
    throw refusal
  }
  hot.keep(session)
  const credentials: Credentials | null = secret === null ? null : { userId: visitorId, secret }
  return {
    session,
    messages: [],
    hasOlder: false,
    settings: siteSettings(settings),
    credentials,
    wait: null,
    rating: null,
    databaseId: call.databaseId,
  }
}
