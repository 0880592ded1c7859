import { isVisitorId } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import { mailAddressOf } from '../../contract/mail-address.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { hasBounced, hasStopped, recordBounce, recordMailed } from '../mail/mailbox-limits.ts'
import type { SendingSettings } from '../mail/mail-settings.ts'
import { sendMail, type Sent } from '../mail/send-mail.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { createRateLimiter } from '../sessions/rate-limit.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { Budget } from './budget.ts'
import { filesOfReplies } from './files-of-replies.ts'
import { sideBySide, WIDTH } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'

const HOUR_MS = 3_600_000
/** A try has the session to itself for this long; the next one comes after twice the time, and so on. */
const TRY_AGAIN_MS = 10 * 60_000
/** Messages that one mail looks at: the replies behind them are for the next one. */
const MESSAGES_MAX = 50

const rates = createRateLimiter()

/**
 * Sends agents' replies that their visitors have not seen to their addresses (`mailAddressOf`): all of a chat in one mail.
 *
 * A session is claimed by compare-and-set before anything is sent, so that of two runs at once one sends. A run that is
 * killed between sending and writing that down sends again, with the same `Message-ID`, by which programs tell.
 *
 * @returns how many mails were sent
 */
export async function mailReplies(
  repositories: Repositories,
  sending: SendingSettings,
  now: Date,
  budget: Budget,
): Promise<number> {
  const due = await repositories.sessions.mailDue(now.toISOString(), WIDTH)
  if (due.length === 0) return 0
  const site = await repositories.settings.get()
  let sent = 0
  for (let some = due; some.length > 0 && !budget.isSpent();) {
    const outcomes = await sideBySide(some, (session) => tell(repositories, sending, site, session, now))
    sent += outcomes.filter((outcome) => outcome === 'sent').length
    // A server that takes nothing now is asked again in the next run.
    if (outcomes.includes('unreachable') || some.length < WIDTH) break
    some = await repositories.sessions.mailDue(now.toISOString(), WIDTH)
  }
  return sent
}

type Outcome = Sent['kind'] | 'nothing'

async function tell(
  repositories: Repositories,
  sending: SendingSettings,
  site: SettingsRow,
  session: PacedSessionRow,
  now: Date,
): Promise<Outcome> {
  const { links } = repositories
  const to = mailAddressOf(session)
  if (to === null || (await isOver(repositories, session, to, now)))
    return putOff(repositories, session, null)
  const later = await laterFor(repositories, site, to, now)
  if (later !== null) return putOff(repositories, session, later)
  const claimed = await claim(repositories, session, now)
  if (claimed === null) return 'nothing'
  const [newer, recent] = await Promise.all([
    overlooked(repositories, claimed),
    repositories.messages.newest(claimed.$id, MESSAGES_MAX),
  ])
  const replies = newer.filter(({ sender }) => sender === 'agent')
  const last = newer.at(-1)
  if (last === undefined || replies.length === 0) return putOff(repositories, claimed, null)
  const { deliveredSequence } = claimed
  const isAll = newer.length < MESSAGES_MAX
  const endsAt = new Date(now.getTime() + limits.linkHours * HOUR_MS).toISOString()
  // A link signs in: an account of the site's, such as an agent's, is never opened by mail.
  const isLinked = site.siteUrl !== null && isVisitorId(claimed.visitorId ?? '')
  const token = isLinked ? await links.create(claimed.$id, endsAt) : null
  const files = await filesOfReplies(repositories, replies)
  const upTo = last.$sequence
  // What writes mails takes milliseconds to load, and most runs send none.
  const { mailOf } = await import('./mail-of.ts')
  const mail = mailOf({ sending, site, session: claimed, to, replies, files, recent, token, upTo })
  await recordMailed(repositories.limits, claimed.$id, to, now)
  const outcome = await sendMail(sending, mail)
  switch (outcome.kind) {
    case 'sent':
      await writeDown(repositories, claimed, 'mail', { messages: replies.length }, last.$sequence, isAll)
      break
    case 'refused':
      await recordBounce(repositories.limits, to, now)
      await writeDown(repositories, claimed, 'mail_bounced', { code: outcome.code }, deliveredSequence)
      break
    case 'failed':
    case 'unreachable':
      if (claimed.mailAttempts >= limits.mailAttemptsMax)
        await writeDown(repositories, claimed, 'mail_failed', { code: outcome.code }, deliveredSequence)
  }
  return outcome.kind
}

/** What was written since the first reply that is due, but for what has reached the visitor meanwhile; oldest first. */
async function overlooked(
  { messages }: Repositories,
  { $id: sessionId, mailFirstReply, deliveredSequence }: PacedSessionRow,
): Promise<readonly MessageRow[]> {
  const first = mailFirstReply === null ? null : await messages.get(mailFirstReply)
  if (first?.sessionId !== sessionId) return []
  const $sequence = Math.max(deliveredSequence, first.$sequence - 1)
  return messages.scan({ sessionId }, MESSAGES_MAX, { $sequence })
}

/** Whether no mail is to be sent any more for what is due. */
async function isOver(
  { limits: rows }: Repositories,
  { $id: sessionId, mailStopped, mailDueAt }: PacedSessionRow,
  to: string,
  now: Date,
): Promise<boolean> {
  if (mailStopped || mailDueAt === null) return true
  if (now.getTime() - Date.parse(mailDueAt) > limits.mailTooLateHours * HOUR_MS) return true
  const ends = await Promise.all([hasBounced(rows, to, now), hasStopped(rows, sessionId, to, now)])
  return ends.includes(true)
}

/** When the address may get another mail, if it has had its share of this hour: else null, and this one is counted. */
async function laterFor(
  { limits: rows }: Repositories,
  { mailsPerHour }: SettingsRow,
  to: string,
  now: Date,
): Promise<string | null> {
  const limit = { kind: 'mailbox', subject: to.toLowerCase(), max: mailsPerHour, windowMs: HOUR_MS } as const
  try {
    rates.refuseIfFull([limit], now.getTime())
    await rates.take(rows, [limit], now.getTime())
    return null
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'rate_limited') throw thrown
    return new Date(now.getTime() + HOUR_MS).toISOString()
  }
}

/** Changes when mail is due, if the session is still as it was read. */
async function putOff(
  repositories: Repositories,
  session: PacedSessionRow,
  mailDueAt: string | null,
): Promise<'nothing'> {
  await recordHappening(repositories, { kind: 'changed', session, values: { mailDueAt }, ifSame: true })
  return 'nothing'
}

/** Takes a session for this run alone, until the time of the next try. Null when another run, or the visitor, was faster. */
async function claim(
  repositories: Repositories,
  session: PacedSessionRow,
  now: Date,
): Promise<PacedSessionRow | null> {
  const mailAttempts = session.mailAttempts + 1
  const mailDueAt = new Date(now.getTime() + TRY_AGAIN_MS * 2 ** session.mailAttempts).toISOString()
  const values = { mailAttempts, mailDueAt }
  return recordHappening(repositories, { kind: 'changed', session, values, ifSame: true })
}

/** Others may change the session meanwhile; each try lets at least one through. */
const ATTEMPTS = 8

/**
 * What became of a mail, in the session and in `audit`. A reply that came while it was sent, or had no room in it, leaves
 * the session due: the next try finds it.
 */
async function writeDown(
  repositories: Repositories,
  claimed: PacedSessionRow,
  action: 'mail' | 'mail_failed' | 'mail_bounced',
  detail: object,
  upTo: number,
  isAll = true,
): Promise<void> {
  let present = claimed
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const read = present
    const stepped = await recordHappening(repositories, {
      kind: 'told',
      sessionId: claimed.$id,
      action,
      actor: UPKEEP,
      detail,
      values: {
        deliveredSequence: Math.max(upTo, read.deliveredSequence),
        mailAttempts: 0,
        ...(action === 'mail' && { mailedSequence: Math.max(upTo, read.mailedSequence) }),
        ...(isAll && read.$updatedAt === claimed.$updatedAt && { mailDueAt: null }),
      },
      onlyWhile: ({ $updatedAt }) => $updatedAt === read.$updatedAt,
    })
    if (stepped.kind === 'written') return
    const now = stepped.kind === 'not_allowed' ? stepped.session : await repositories.sessions.get(read.$id)
    if (now === null) return
    present = now
  }
}
