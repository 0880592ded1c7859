import { Refusal } from '../../contract/refusal.ts'
import type { PacedSessionRow, SessionValues } from '../../contract/tables/sessions.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import { storedPreview } from '../sessions/stored-preview.ts'
import type { ChatCall } from './chat-call.ts'
import type { Counted } from './count-sent.ts'

/** Of many who write one session at once, each try lets at least one through. */
const ATTEMPTS = 8
/** So many of the newest messages show what was done in a session since this function saw it. */
const WINDOW = 30

/**
 * Takes back what a message that isn't to be counted has written into its session: the count, the preview, when the
 * visitor was last seen, when the session expires, the name of the chat. What others have written there since stays.
 * One write, unless others write at the same time. Returns the session as it is then.
 *
 * @throws Refusal `session_not_found`
 */
export async function takeBackCount(call: ChatCall, counted: Counted): Promise<PacedSessionRow> {
  const { messages, sessions } = call.repositories
  const { $id: sessionId } = counted.session
  const [preview, earlier] = await Promise.all([
    storedPreview(messages, sessionId),
    marksBefore(call, counted),
  ])
  const restored = await recordHappening(call.repositories, {
    kind: 'changed',
    session: counted.session,
    values: { ...preview, ...stillOwn(counted, counted.session, earlier) },
    countsOneLess: true,
    ifSame: true,
  })
  if (restored !== null) return restored

  // First what needs no luck, then the rest as long as it is still this message's.
  let session = await recordHappening(call.repositories, {
    kind: 'changed',
    session: counted.session,
    values: await storedPreview(messages, sessionId),
    countsOneLess: true,
    ifSame: false,
  })
  for (let attempt = 0; session !== null && attempt < ATTEMPTS; attempt++) {
    const values = stillOwn(counted, session, await marksBefore(call, counted))
    if (Object.keys(values).length === 0) return session
    const change = { kind: 'changed', session, values, ifSame: true } as const
    const changed = await recordHappening(call.repositories, change)
    if (changed !== null) return changed
    session = await sessions.get(sessionId)
  }
  if (session === null) throw new Refusal('session_not_found')
  return session
}

type Marks = Pick<SessionValues, 'lastSeen' | 'expiresAt'>

/**
 * When the visitor was last seen and the session was to expire without the message: as this function knew it, exactly,
 * or by the messages that others have stored since.
 */
async function marksBefore(call: ChatCall, { session, known }: Counted): Promise<Marks> {
  const recent = await call.repositories.messages.newest(session.$id, WINDOW)
  const since = recent.filter(
    ({ $id, $createdAt }) => !known.taken.has($id) && Date.parse($createdAt) > Date.parse(known.updatedAt),
  )
  const said = since.findLast(({ sender }) => sender === 'user')
  const active = since.findLast(
    ({ sender, event }) => sender === 'user' || sender === 'agent' || event === 'reopened',
  )
  return {
    lastSeen: said?.$createdAt ?? known.lastSeen,
    expiresAt:
      active === undefined ? known.expiresAt : expiryFrom(await call.settings(), new Date(active.$createdAt)),
  }
}

/** What has to be set in a session that others may have changed since: only what still is as the message left it. */
function stillOwn(
  { session, isNamed }: Counted,
  present: PacedSessionRow,
  before: Marks,
): Partial<SessionValues> {
  return {
    ...(present.lastSeen === session.lastSeen && { lastSeen: before.lastSeen }),
    ...(present.expiresAt === session.expiresAt && { expiresAt: before.expiresAt }),
    ...(isNamed && present.chatName === session.chatName && { chatName: null }),
  }
}
