import * as limits from '../../../contract/limits.ts'
import type { DeliveryRow } from '../../../contract/tables/deliveries.ts'
import type { Repositories } from '../../repositories/repositories.ts'
import type { Budget } from '../budget.ts'
import { sideBySide } from '../step.ts'
import { UPKEEP } from '../upkeep-actor.ts'
import { deliveryOf } from './event-of.ts'
import { post, type Sent } from './post.ts'
import type { Receiver } from './receiver.ts'

const DUE_MAX = 50
const PENDING_MAX = 300
/** The pause after the first failure; it doubles with each, up to the longest. */
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 3_600_000
/** By up to so much pauses differ, so that not all come back at once. */
const JITTER = 0.2
const DAY_MS = 24 * 3_600_000

/**
 * Sends what is due, each session's events one after the other: one that isn't taken lets those behind it wait. While the
 * receiver can't be reached nothing is sent but the event that is due first, so that a dead one costs a few seconds each
 * pause, and never the chat. What nobody took for a day is given up, and written into `audit`.
 */
export async function deliver(
  repositories: Repositories,
  receiver: Receiver,
  now: Date,
  budget: Budget,
): Promise<void> {
  const { deliveries } = repositories
  const unreached = await deliveries.unreached()
  if (unreached !== null) {
    if (Date.parse(unreached.dueAt ?? '') > now.getTime()) return
    if ((await send(repositories, receiver, unreached, now)) !== 'taken') return
  }
  const due = await deliveries.due(now.toISOString(), DUE_MAX)
  const sessionIds = [...new Set(due.map(({ sessionId }) => sessionId ?? ''))]
  if (sessionIds.length === 0) return
  const pending = await deliveries.pendingOf(sessionIds, PENDING_MAX)
  let isReachable = true
  await sideBySide(sessionIds, async (sessionId) => {
    for (const delivery of pending.filter((one) => one.sessionId === sessionId)) {
      if (!isReachable || budget.isSpent() || Date.parse(delivery.dueAt ?? '') > now.getTime()) return
      const outcome = await send(repositories, receiver, delivery, now)
      if (outcome === 'unreachable') isReachable = false
      if (outcome !== 'taken') return
    }
  })
}

async function send(
  repositories: Repositories,
  receiver: Receiver,
  delivery: DeliveryRow,
  now: Date,
): Promise<Sent['kind']> {
  const { deliveries } = repositories
  const sent = await post(receiver, delivery.$id, delivery.body ?? '', now)
  const attempts = delivery.attempts + 1
  if (sent.kind === 'taken') {
    const over = {
      state: 'delivered',
      body: null,
      failure: null,
      problem: null,
      dueAt: now.toISOString(),
    } as const
    await deliveries.change(delivery.$id, { ...over, attempts })
    return sent.kind
  }
  const problem = sent.problem.slice(0, 200)
  const isOver = now.getTime() - Date.parse(delivery.happenedAt ?? '') > limits.deliveryHours * 3_600_000
  if (isOver) await giveUp(repositories, delivery, attempts, problem, now)
  else {
    const dueAt = new Date(now.getTime() + pauseMs(attempts)).toISOString()
    await deliveries.change(delivery.$id, { attempts, dueAt, failure: sent.kind, problem })
  }
  return sent.kind
}

/** Written down and told as an event of its own first: killed in between, it is given up once more. */
async function giveUp(
  { deliveries, audit }: Repositories,
  { $id, event, sessionId }: DeliveryRow,
  attempts: number,
  problem: string,
  now: Date,
): Promise<void> {
  const detail = { event, delivery: $id, attempts, problem }
  await audit.write({ action: 'give_up', actor: UPKEEP, sessionId, detail })
  if (event !== 'alert.undelivered' && sessionId !== null) {
    const happenedAt = now.toISOString()
    const data = { event, delivery: $id, problem }
    await deliveries.add([deliveryOf({ event: 'alert.undelivered', sessionId, happenedAt, of: $id, data })])
  }
  const over = { state: 'given_up', body: null, dueAt: now.toISOString() } as const
  await deliveries.change($id, { ...over, attempts, problem })
}

/** How long to wait after so many attempts. */
function pauseMs(attempts: number): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
  return pause * (1 + JITTER * (2 * Math.random() - 1))
}

/** Those that are over are kept for a day, so that none is found anew, and for who looks into them. */
export async function removeOver({ deliveries }: Repositories, now: Date): Promise<void> {
  await deliveries.removeOver(
    new Date(now.getTime() - DAY_MS - limits.deliveryHours * 3_600_000).toISOString(),
  )
}
