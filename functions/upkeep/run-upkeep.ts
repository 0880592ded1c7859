import { refreshSegments } from '../articles/refresh-segments.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { answerLost } from './answer-lost.ts'
import { applyRetention } from './apply-retention.ts'
import { createBudget, type Budget } from './budget.ts'
import { countChanges } from './count-changes.ts'
import { expireIdle } from './expire-idle.ts'
import type { SendingSettings } from '../mail/mail-settings.ts'
import { giveOut } from '../sessions/give-out.ts'
import { mailReplies } from './mail-replies.ts'
import { recount } from './recount.ts'
import { releaseAbandoned } from './release-abandoned.ts'
import { reopenTurns } from './reopen-turns.ts'
import { removeLimits } from './remove-limits.ts'
import { removeUnsentFiles } from './remove-unsent-files.ts'
import { removeOrphans } from './remove-orphans.ts'
import { repairCounters } from './repair-counters.ts'
import type { StepResult } from './step.ts'
import { createSteps } from './steps.ts'
import type { Receiver } from './webhooks/receiver.ts'

/** What a run did: numbers of sessions, and how far behind it is. */
export interface UpkeepAnswer {
  readonly answered: number
  readonly released: number
  /** Those that waited and were given to an agent. */
  readonly given: number
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
  /** Who is told what has happened, or null. Throws where the settings of it are wrong. */
  readonly receiver: () => Promise<Receiver | null>
  /** How mails are sent; null for none. */
  readonly mail: () => SendingSettings | null
  /** Told of each step that fails, by its name. */
  readonly reportError: (problem: string, cause: unknown) => void
}

/** With what a run is over within two seconds: the last item and the keeping of positions come on top. */
const RUN_MS = 1500
/** After which no further mails are begun. */
const MAIL_MS = 1000

/**
 * One run: at most two seconds of work, however much there is; the next one continues where it stopped. What visitors
 * wait for comes first; each step may use what the ones before it left, so that none starves the others. One that fails
 * keeps no other from its work.
 *
 * Mails come last and have a time of their own, because a slow mail server must not keep anything else waiting, nor be
 * kept waiting for ever.
 *
 * @throws Refusal after all steps, when one of them failed: with the code and details of the first
 */
export async function runUpkeep(
  repositories: Repositories,
  { now, everything, receiver, mail, reportError }: UpkeepRun,
): Promise<UpkeepAnswer> {
  const budget = createBudget(RUN_MS)
  const { step, finish } = createSteps(reportError)
  const work = (name: string, run: () => Promise<StepResult>) => step(name, run, NOTHING_DONE)
  const reopened = await work('reopenTurns', () => reopenTurns(repositories, now, budget.until(0.3)))
  const opened = await work('answerLost', () => answerLost(repositories, now, budget.until(0.4)))
  const expired = await work('expireIdle', () => expireIdle(repositories, now, budget.until(0.55)))
  const released = await work('releaseAbandoned', () =>
    releaseAbandoned(repositories, now, budget.until(0.6)),
  )
  const given = await step('giveOut', () => giveOutWaiting(repositories, now, budget.until(0.65)), 0)
  const repaired = await work('repairCounters', () =>
    repairCounters(repositories, now, budget.until(0.75), everything),
  )
  const counted = await work('countChanges', () => countChanges(repositories, now, budget.until(0.88)))
  const recounted = await step('recount', () => recount(repositories, now, budget.until(0.9), everything), 0)
  const removed = await work('applyRetention', () => applyRetention(repositories, now, budget.until(0.95)))
  await step('removeLimits', () => removeLimits(repositories, now, budget.until(0.97)), undefined)
  const orphans = await work('removeOrphans', () =>
    removeOrphans(repositories, now, budget.until(0.98), everything),
  )
  await step('removeUnsentFiles', () => removeUnsentFiles(repositories, now, budget.until(0.985)), undefined)
  const behindSeconds = behind(
    [reopened, opened, released, expired, repaired, counted, removed, orphans],
    now,
  )
  await step('keepRun', () => repositories.upkeep.keepRun(now.toISOString(), behindSeconds), undefined)
  await step('webhooks', () => tellReceiver(repositories, receiver, now, budget.until(0.99)), undefined)
  // Last: the bot finds what changed without it, only slower.
  await step('refreshSegments', () => refreshSegments(repositories, budget.until(1).isSpent), undefined)
  const mailed = await step('mailReplies', () => sendMails(repositories, mail(), now), 0)
  await step('mailAlerts', () => alertByMail(repositories, mail(), now), undefined)
  finish()
  return {
    answered: reopened.changed + opened.changed,
    released: released.changed,
    given,
    expired: expired.changed,
    repaired: repaired.changed + recounted,
    removed: removed.changed + orphans.changed,
    mailed,
    behindSeconds,
  }
}

async function giveOutWaiting(repositories: Repositories, now: Date, budget: Budget): Promise<number> {
  return giveOut(repositories, await repositories.settings.get(), now, budget.isSpent)
}

const NOTHING_DONE: StepResult = { changed: 0, leftSince: null }

/** Since when the oldest work that steps left has been due, in seconds. */
function behind(results: readonly StepResult[], now: Date): number {
  const left = results.map(({ leftSince }) => leftSince).filter((since) => since !== null)
  const behindMs = Math.max(0, ...left.map((since) => now.getTime() - Date.parse(since)))
  return Math.ceil(behindMs / 1000)
}

async function tellReceiver(
  repositories: Repositories,
  find: UpkeepRun['receiver'],
  now: Date,
  budget: Budget,
): Promise<void> {
  const receiver = await find()
  if (receiver === null) return
  const { sendAlerts } = await import('./webhooks/send-events.ts')
  await sendAlerts(repositories, receiver, now, budget)
}

async function sendMails(
  repositories: Repositories,
  mail: SendingSettings | null,
  now: Date,
): Promise<number> {
  return mail === null ? 0 : mailReplies(repositories, mail, now, createBudget(MAIL_MS))
}

async function alertByMail(
  repositories: Repositories,
  mail: SendingSettings | null,
  now: Date,
): Promise<void> {
  if (mail === null) return
  const site = await repositories.settings.get()
  if (site.alertEmails.length === 0) return
  // Loaded where there is somebody to tell, so that no other run waits for it.
  const { mailAlerts } = await import('./mail-alerts.ts')
  await mailAlerts(repositories, mail, site, now, createBudget(MAIL_MS))
}
