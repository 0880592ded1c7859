import type { HealthAnswer } from '../../contract/admin-api.ts'
import * as limits from '../../contract/limits.ts'
import { version } from '../../contract/version.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { AdminCall } from './admin-call.ts'
import { findingsOf, type Readings } from './health-findings.ts'

/** What is looked at of the newest deeds: a day of a busy site, and a bounded read. */
const DEEDS = 100
const HOUR_MS = 3_600_000

/**
 * How each part of the product does, by one read each, however much there is.
 *
 * @throws Refusal `misconfigured` or `appwrite_unavailable` when the tables can't be read
 */
export async function readHealth({ repositories }: AdminCall): Promise<HealthAnswer> {
  const now = new Date()
  const readings = await read(repositories, now)
  const parts = findingsOf(readings, now)
  const isAny = (state: 'fail' | 'warn') => parts.some((part) => part.state === state)
  return {
    status: isAny('fail') ? 'fail' : isAny('warn') ? 'warn' : 'ok',
    database: 'ok',
    version,
    upkeep: readings.upkeep,
    parts,
  }
}

async function read(repositories: Repositories, now: Date): Promise<Readings> {
  const { audit, deliveries, messages, sessions, turns, upkeep } = repositories
  const moment = now.toISOString()
  // What is older goes out no more, and waits for ever where mails aren’t set up.
  const tooLate = new Date(now.getTime() - limits.mailTooLateHours * HOUR_MS).toISOString()
  const [lastRun, oldestTurns, pending, givenUp, mailDueSince, triedMails, deeds] = await Promise.all([
    upkeep.lastRun(),
    turns.openedBefore(moment, 1),
    deliveries.oldestPending(),
    deliveries.newestGivenUp(),
    sessions.mailDueWithin(tooLate, moment),
    sessions.mailTried(1),
    audit.newest(DEEDS),
    sessions.list({ filter: {}, limit: 1 }),
    messages.scan({}, 1, undefined),
  ])
  return {
    upkeep: lastRun,
    turnSince: oldestTurns[0]?.$createdAt ?? null,
    eventSince: pending?.happenedAt ?? null,
    eventGivenUpAt: givenUp?.dueAt ?? null,
    mailDueSince,
    mailIsTried: triedMails.length > 0,
    mailFailedAt: deeds.find(({ action }) => action === 'mail_failed')?.$createdAt ?? null,
  }
}
