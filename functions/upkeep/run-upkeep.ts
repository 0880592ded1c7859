import { refreshSegments } from '../bot/articles/refresh-segments.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { answerLost } from './answer-lost.ts'
import { applyRetention } from './apply-retention.ts'
import { createBudget } from './budget.ts'
import { countChanges } from './count-changes.ts'
import { expireIdle } from './expire-idle.ts'
import type { SendingSettings } from '../mail/mail-settings.ts'
import { mailReplies } from './mail-replies.ts'
import { recount } from './recount.ts'
import { releaseAbandoned } from './release-abandoned.ts'
import { reopenTurns } from './reopen-turns.ts'
import { removeLimits } from './remove-limits.ts'
import { removeOrphans } from './remove-orphans.ts'
import { repairCounters } from './repair-counters.ts'
import type { Receiver } from './webhooks/receiver.ts'

/** What a run did: numbers of sessions, and how far behind it is. */
export interface UpkeepAnswer {
  readonly answered: number
  readonly released: number
  readonly expired: number
  /** Those of which a counter was wrong, and counters of the statistics. */
  readonly repaired: number
  readonly removed: number
  /** Mails that were sent. */
  readonly mailed: number
  /** How long the oldest work that is left has been due, in seconds; 0 when all is done. */
  readonly behindSeconds: number
}

/** What a run is to do. */
export interface UpkeepRun {
  readonly now: Date
  /** Whether it looks at all counters and messages again, from the very beginning. */
  readonly everything: boolean
  /** Who is told what has happened, or null. */
  readonly receiver: Receiver | null
  /** How mails are sent; null for none. */
  readonly mail: SendingSettings | null
}

/** With what a run is over within two seconds: the last item and the keeping of positions come on top. */
const RUN_MS = 1500
/** After which no further mails are begun. */
const MAIL_MS = 1000

/**
 * One run: at most two seconds of work, however much there is; the next one continues where it stopped. What visitors
 * wait for comes first; each step may use what the ones before it left, so that none starves the others.
 *
 * Mails come last and have a time of their own, because a slow mail server must not keep anything else waiting, nor be
 * kept waiting for ever.
 */
export async function runUpkeep(
  repositories: Repositories,
  { now, everything, receiver, mail }: UpkeepRun,
): Promise<UpkeepAnswer> {
  const budget = createBudget(RUN_MS)
  const reopened = await reopenTurns(repositories, now, budget.until(0.3))
  const opened = await answerLost(repositories, now, budget.until(0.4))
  const expired = await expireIdle(repositories, now, budget.until(0.55))
  const released = await releaseAbandoned(repositories, budget.until(0.6))
  const repaired = await repairCounters(repositories, now, budget.until(0.75), everything)
  const counted = await countChanges(repositories, now, budget.until(0.88))
  const recounted = await recount(repositories, now, budget.until(0.9), everything)
  const removed = await applyRetention(repositories, now, budget.until(0.95))
  await removeLimits(repositories, now, budget.until(0.97))
  const orphans = await removeOrphans(repositories, now, budget.until(0.98), everything)
  const left = [reopened, opened, released, expired, repaired, counted, removed, orphans]
    .map(({ leftSince }) => leftSince)
    .filter((since) => since !== null)
  const behindMs = Math.max(0, ...left.map((since) => now.getTime() - Date.parse(since)))
  const behindSeconds = Math.ceil(behindMs / 1000)
  await repositories.upkeep.keepRun(now.toISOString(), behindSeconds)
  if (receiver !== null) {
    const { sendAlerts } = await import('./webhooks/send-events.ts')
    await sendAlerts(repositories, receiver, now, budget.until(0.99))
  }
  // Last: the bot finds what changed without it, only slower.
  await refreshSegments(repositories, budget.until(1).isSpent)
  const mailed = mail === null ? 0 : await mailReplies(repositories, mail, now, createBudget(MAIL_MS))
  return {
    answered: reopened.changed + opened.changed,
    released: released.changed,
    expired: expired.changed,
    repaired: repaired.changed + recounted,
    removed: removed.changed + orphans.changed,
    mailed,
    behindSeconds,
  }
}
