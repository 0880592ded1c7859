import type { SessionAnswer } from '../../contract/chat-api.ts'
import type { StartRequest } from '../../contract/chat-requests.ts'
import { isVisitorId } from '../../contract/ids.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'
import type { HotSessions } from './hot-sessions.ts'
import { admitStart, refuseKnown } from './may-start.ts'
import { resumeSession } from './resume-session.ts'
import { startSession } from './start-session.ts'
import { identityKeys, verifyIdentity, type Identity, type IdentityKeys } from './verify-identity.ts'

/** Among so many a chat with a message is looked for: more are hardly opened in a day, after which empty ones are gone. */
const RECENT = 25

/** Kept while the function is warm: the site's public keys are read once in ten minutes. */
let keys: IdentityKeys | null = null

/**
 * A start by somebody whom the site's server names. In a browser that isn't signed in as them it goes on with their
 * newest chat: by an account session of the same Appwrite user, so that nothing is granted anew and all their chats come
 * along. Signed in as them already, it starts another chat.
 *
 * Whoever was signed in before is left alone: their chats become nobody else's, nor does their account, whose secret
 * somebody may have kept.
 *
 * @throws Refusal as `verifyIdentity` and `startSession`
 */
export async function startIdentified(
  call: ChatCall,
  hot: HotSessions,
  rates: RateLimiter,
  { token, ...request }: StartRequest & { readonly token: string },
): Promise<SessionAnswer> {
  keys ??= identityKeys(process.env['IDENTITY_SECRET'], process.env['IDENTITY_JWKS_URL'])
  const { sessions, visitors } = call.repositories
  const settings = await call.settings()
  const now = new Date()
  // Before anything is verified, for which the site may be asked.
  refuseKnown(call, rates, settings, now)
  const identity = await verifyIdentity(token, call.projectId, keys, now)
  const found = await sessions.list({ filter: { verifiedIdHash: identity.idHash }, limit: RECENT })
  // Whatever a database takes for equal: an account is given for this very subject alone.
  const recent = found.filter(({ verifiedId }) => verifiedId === identity.id)
  // Panels that were merely opened leave sessions without a message.
  const newest = recent.find(({ messageCount }) => messageCount > 0) ?? recent[0]
  const userId = newest?.visitorId ?? null
  // Only accounts that we made: any other may be an agent's.
  if (newest === undefined || userId === null || !isVisitorId(userId)) {
    return startSession({ ...call, userId: null }, hot, rates, request, identity)
  }
  const own = { ...call, userId }
  if (call.userId === userId) return startSession(own, hot, rates, request, identity)
  // An account session is made by every one of these, whether a chat goes on or begins.
  const refusal = await admitStart(own, rates, settings, now)
  if (refusal !== null) throw refusal
  const secret = await visitors.openAccountSessionIfThere(userId)
  if (secret === null) return startSession({ ...call, userId: null }, hot, null, request, identity)
  const goesOn = newest.messageCount > 0 && stateOf(newest) !== 'closed'
  if (goesOn) await keepCurrent(call, newest, identity)
  const answer = goesOn
    ? await resumeSession(own, newest.$id)
    : await startSession(own, hot, null, request, identity)
  return { ...answer, credentials: { userId, secret } }
}

/** A name that has changed since is the new one from now on. */
async function keepCurrent(
  { repositories }: ChatCall,
  session: PacedSessionRow,
  { name, email }: Identity,
): Promise<void> {
  if (session.verifiedName === name && session.verifiedEmail === email) return
  const values = { verifiedName: name, verifiedEmail: email }
  await recordHappening(repositories, { kind: 'changed', session, values, ifSame: false })
}
