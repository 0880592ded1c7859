import * as limits from '../../../contract/limits.ts'
import type { RowMeta } from '../../../contract/table.ts'
import type { SettingsRow } from '../../../contract/tables/settings.ts'
import type { NewDelivery } from '../../repositories/deliveries.ts'
import type { Repositories } from '../../repositories/repositories.ts'
import { positionOf } from '../../repositories/session-order.ts'
import type { Budget } from '../budget.ts'
import { isYoung } from '../is-young.ts'
import { walk } from '../walk.ts'
import { alertOfWaiting, eventOfDeed, eventOfMessage, eventOfSession } from './event-of.ts'

/** Rows of one look. */
const PAGE = 200
/** What is younger may become visible behind what is younger yet: it is looked at again. */
const SETTLED_MS = 30_000
/** Sessions of which alerts are looked for between two looks at the time. */
const WAITING_BATCH = 100

type Log = 'sessions' | 'messages' | 'deeds'
const LOGS: readonly Log[] = ['sessions', 'messages', 'deeds']
const stepOf = (log: Log) => `events_${log}`

/**
 * Puts what has happened since the last look into `deliveries`, each event once. The tables that tell it are the outbox:
 * they are written with what happened, and nobody who writes a message waits for an event. The very first look only
 * notes where they end.
 */
export async function findEvents(
  repositories: Repositories,
  settings: SettingsRow,
  now: Date,
  budget: Budget,
): Promise<void> {
  const { upkeep, logs } = repositories
  const positions = await Promise.all(LOGS.map((log) => upkeep.position(stepOf(log))))
  if (positions.every((position) => position === null)) {
    const ends = await logs.ends()
    for (const log of LOGS) await keep(repositories, log, ends[log], now)
    return
  }
  await Promise.all(
    LOGS.map((log, index) =>
      findIn(repositories, log, positions[index]?.sequence ?? 0, settings, now, budget),
    ),
  )
}

async function findIn(
  repositories: Repositories,
  log: Log,
  from: number,
  settings: SettingsRow,
  now: Date,
  budget: Budget,
): Promise<void> {
  for (let after = from; ;) {
    const { rows, events } = await read(repositories, log, after)
    const given = now.getTime() - limits.deliveryHours * 3_600_000
    const isWanted = ({ event, happenedAt }: NewDelivery) =>
      event !== null &&
      (settings.webhookEvents.length === 0 || settings.webhookEvents.includes(event)) &&
      Date.parse(happenedAt ?? '') > given
    const wanted = events.filter((event) => event !== null).filter(isWanted)
    await repositories.deliveries.add(wanted.map((delivery) => dueNow(delivery, now)))
    const settledBefore = now.getTime() - SETTLED_MS
    const young = rows.findIndex(({ $createdAt }) => isYoung($createdAt, settledBefore, now))
    const settled = (young < 0 ? rows : rows.slice(0, young)).at(-1)
    if (settled === undefined) return
    await keep(repositories, log, settled.$sequence, now)
    after = settled.$sequence
    if (young >= 0 || rows.length < PAGE || budget.isSpent()) return
  }
}

/** What is dated later than now is sent now, and given up a day from now as everything else. */
function dueNow(delivery: NewDelivery, now: Date): NewDelivery {
  if (Date.parse(delivery.happenedAt ?? '') <= now.getTime()) return delivery
  return { ...delivery, happenedAt: now.toISOString(), dueAt: now.toISOString() }
}

async function read(
  { logs }: Repositories,
  log: Log,
  after: number,
): Promise<{ readonly rows: readonly RowMeta[]; readonly events: readonly (NewDelivery | null)[] }> {
  switch (log) {
    case 'sessions': {
      const rows = await logs.sessionsAfter(after, PAGE)
      return { rows, events: rows.map(eventOfSession) }
    }
    case 'messages': {
      const rows = await logs.messagesAfter(after, PAGE)
      return { rows, events: rows.map(eventOfMessage) }
    }
    case 'deeds': {
      const rows = await logs.deedsAfter(after, PAGE)
      return { rows, events: rows.map(eventOfDeed) }
    }
  }
}

async function keep({ upkeep }: Repositories, log: Log, sequence: number, now: Date): Promise<void> {
  await upkeep.keepPosition(stepOf(log), { sequence, value: now.toISOString() })
}

/** Alerts of those who have waited for a person for longer than the settings allow; goes on where the last run stopped. */
export async function findAlerts(
  repositories: Repositories,
  { alertWaitingMinutes, webhookEvents }: SettingsRow,
  now: Date,
  budget: Budget,
): Promise<void> {
  if (alertWaitingMinutes === 0) return
  if (webhookEvents.length > 0 && !webhookEvents.includes('alert.waiting')) return
  const { sessions, deliveries } = repositories
  const since = now.getTime() - alertWaitingMinutes * 60_000
  await walk(repositories, budget, {
    step: 'alerts',
    read: (after, limit) =>
      sessions.list({ filter: { status: 'active', needsHuman: true }, sort: 'lastSeen', limit, after }),
    positionOf: (session) => positionOf(session, 'lastSeen'),
    dueSince: () => null,
    batch: WAITING_BATCH,
    work: async (waiting) => {
      const late = waiting.filter(({ waitingSince }) => Date.parse(waitingSince ?? '') <= since)
      await deliveries.add(late.map((session) => alertOfWaiting(session, now)).filter((one) => one !== null))
      return []
    },
    startsOver: true,
  })
}
