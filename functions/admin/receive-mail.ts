import { createHash } from 'node:crypto'
import * as limits from '../../contract/limits.ts'
import { isSameAddress, mailAddressOf } from '../../contract/mail-address.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { recordBounce, recordStop, wasMailed } from '../mail/mailbox-limits.ts'
import type { MailFile, ReceivedMail } from '../mail/reading/read-mail.ts'
import type { Actor } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { summaryOf } from '../sessions/escalation-summary.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { moveSession } from '../sessions/move-session.ts'
import { previewOf } from '../sessions/preview.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import { checkSignature } from './check-signature.ts'
import { messageOfMail } from './message-of-mail.ts'

/** What a mail is received with. */
export interface MailCall {
  readonly repositories: Repositories
  /** `MAIL_WEBHOOK_SECRET`; null where no mail comes in. */
  readonly secret: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly rates: RateLimiter
}

/**
 * What became of a mail. Whatever is not to be sent again is answered with 200, as providers repeat everything else:
 * `automatic` and `unaddressed` were stored nowhere, `duplicate` had been stored before, `stopped` and `bounced` end mails.
 */
export interface MailAnswer {
  readonly outcome: 'stored' | 'duplicate' | 'automatic' | 'unaddressed' | 'empty' | 'stopped' | 'bounced'
}

const HOUR_MS = 3_600_000
const REASON = 'The visitor answered by e-mail'

/**
 * Stores a visitor's answer by mail in their session, as a message of theirs, once, and makes somebody see to it.
 *
 * @throws Refusal `route_not_found` where no mail comes in, `signature_wrong`, `body_invalid`, `rate_limited`,
 * `session_changed` when others kept changing the session
 */
export async function receiveMail(call: MailCall, body: unknown): Promise<MailAnswer> {
  const { repositories, secret, headers } = call
  if (secret === null) throw new Refusal('route_not_found')
  if (!(body instanceof Uint8Array)) throw new Refusal('body_invalid')
  const now = new Date()
  checkSignature(headers, body, secret, now.getTime())
  // Loaded with the first mail, so that no other start of the function waits for it.
  const { readMail } = await import('../mail/reading/read-mail.ts')
  const mail = await readMail(body, secret, headers['x-porchlight-recipient'] ?? null)
  const session = mail.sessionId === null ? null : await repositories.sessions.get(mail.sessionId)
  if (session === null) return { outcome: 'unaddressed' }
  const id = messageIdOf(session.$id, mail.messageId)
  const isKnown = mail.kind === 'answer' && (await repositories.messages.get(id)) !== null
  // Whatever becomes of it: reading it has cost as much, and each bounce is written down.
  if (!isKnown) await count(call, session.$id, now)
  switch (mail.kind) {
    case 'bounce':
      return bounced(repositories, session, mail.status, now)
    case 'automatic':
      return { outcome: 'automatic' }
    case 'stop':
      return stopped(repositories, session, mail, now)
    case 'answer':
      return answered(repositories, session, mail, isKnown ? null : id, now)
  }
}

/** @throws Refusal `rate_limited` after many in an hour about one chat */
async function count({ repositories, rates }: MailCall, subject: string, now: Date): Promise<void> {
  const limit = { kind: 'mail', subject, max: limits.mailsInPerHour, windowMs: HOUR_MS } as const
  await rates.take(repositories.limits, [limit], now.getTime())
}

/** @param id the message's; null for a mail that is stored already */
async function answered(
  repositories: Repositories,
  session: PacedSessionRow,
  mail: ReceivedMail,
  id: string | null,
  now: Date,
): Promise<MailAnswer> {
  const isStored = id !== null && (await storeMail(repositories, session, mail, id, now))
  if (isStored === null) return { outcome: 'empty' }
  // Also for one that was stored before: the function may have been killed since.
  await giveToPerson(repositories, session.$id)
  return { outcome: isStored ? 'stored' : 'duplicate' }
}

/** False when a message has the id already, null for a mail that says nothing. */
async function storeMail(
  repositories: Repositories,
  session: PacedSessionRow,
  mail: ReceivedMail,
  id: string,
  now: Date,
): Promise<boolean | null> {
  const { attachments, left } = await keepFiles(repositories, session, id, mail.files)
  const worded = { ...mail, files: left, hasFiles: attachments !== null }
  const text = messageOfMail(worded, isSender(session, mail))
  return text === null ? null : store(repositories, session, { id, text, attachments }, now)
}

/** Files that go with the message, as its column takes them, and the names of the others. */
interface Kept {
  readonly attachments: string | null
  readonly left: readonly string[]
}

const NOTHING_KEPT: Kept = { attachments: null, left: [] }

/** Those that a visitor could have uploaded, under ids that follow from the mail: delivered again they are the same. */
async function keepFiles(
  repositories: Repositories,
  { $id: sessionId, visitorId }: PacedSessionRow,
  messageId: string,
  files: readonly MailFile[],
): Promise<Kept> {
  if (files.length === 0) return NOTHING_KEPT
  if (visitorId === null) return { attachments: null, left: files.map(({ name }) => name) }
  const { keepMailFiles } = await import('./keep-mail-files.ts')
  return keepMailFiles(repositories, { sessionId, authorId: visitorId, messageId, visitorId }, files)
}

/** Whether it is from the address that mails about the chat go to, as far as a mail can tell. */
function isSender(session: PacedSessionRow, { from, isForged }: ReceivedMail): boolean {
  const known = mailAddressOf(session)
  return known !== null && from !== null && isSameAddress(known, from) && !isForged
}

/** The same for the same mail, however often it is delivered; in another session another. */
function messageIdOf(sessionId: string, messageId: string): string {
  return `m_${createHash('sha256').update(`${sessionId}\n${messageId}`).digest('hex').slice(0, 32)}`
}

/** Others may change the session meanwhile; each try lets at least one through. */
const ATTEMPTS = 8

/** False when a message has the id already. */
async function store(
  repositories: Repositories,
  session: PacedSessionRow,
  message: { readonly id: string; readonly text: string; readonly attachments: string | null },
  now: Date,
): Promise<boolean> {
  const site = await repositories.settings.get()
  const values = {
    lastSeen: now.toISOString(),
    expiresAt: expiryFrom(site, now),
    ...previewOf('user', message),
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const happening = { kind: 'wrote', session, message, values, onlyWhile: () => true } as const
    if ((await recordHappening(repositories, happening)).kind === 'written') return true
    if ((await repositories.messages.get(message.id)) !== null) return false
  }
  throw new Refusal('session_changed')
}

/** The bot's answers go out by no mail: who answers by mail talks to people, and waits for one if none is there. */
async function giveToPerson(repositories: Repositories, sessionId: string): Promise<void> {
  const session = await repositories.sessions.get(sessionId)
  if (session === null) return
  const actor: Actor = { kind: 'visitor', id: session.visitorId, name: null }
  try {
    const open =
      stateOf(session) === 'closed'
        ? (await moveSession(repositories, session, { kind: 'reopen' }, actor)).session
        : session
    if (stateOf(open) !== 'bot') return
    const recent = await repositories.messages.newest(sessionId, limits.memoryWindow)
    const move = { kind: 'escalate', reason: REASON, summary: summaryOf(recent) } as const
    await moveSession(repositories, open, move, actor)
  } catch (thrown) {
    // Somebody has it already.
    if (!(thrown instanceof Refusal) || thrown.code !== 'session_taken') throw thrown
  }
}

/** For the address that they go to, and the one that the wish comes from: another may have been left since. */
async function stopped(
  repositories: Repositories,
  session: PacedSessionRow,
  { from }: ReceivedMail,
  now: Date,
): Promise<MailAnswer> {
  for (const address of [mailAddressOf(session), from]) {
    if (address !== null) await recordStop(repositories.limits, session.$id, address, now)
  }
  await endMails(repositories, session, 'mail_stopped', {})
  return { outcome: 'stopped' }
}

async function bounced(
  repositories: Repositories,
  session: PacedSessionRow,
  status: string | null,
  now: Date,
): Promise<MailAnswer> {
  const address = mailAddressOf(session)
  // Else the visitor, who knows the address for bounces, could silence any other that they type in.
  if (address === null || !(await wasMailed(repositories.limits, session.$id, address, now)))
    return { outcome: 'automatic' }
  await recordBounce(repositories.limits, address, now)
  await endMails(repositories, session, 'mail_bounced', { status })
  return { outcome: 'bounced' }
}

/** Idempotent: what ended already is written down once. */
async function endMails(
  repositories: Repositories,
  session: PacedSessionRow,
  action: 'mail_stopped' | 'mail_bounced',
  detail: object,
): Promise<void> {
  if (action === 'mail_stopped' && session.mailStopped) return
  const values = { mailDueAt: null, ...(action === 'mail_stopped' && { mailStopped: true }) }
  const actor: Actor = { kind: 'visitor', id: session.visitorId, name: null }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const told = { kind: 'told', sessionId: session.$id, action, actor, detail, values } as const
    const stepped = await recordHappening(repositories, { ...told, onlyWhile: () => true })
    if (stepped.kind === 'written') return
  }
  throw new Refusal('session_changed')
}
