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
const PENDING_MAX = 100
const UNREACHED_MAX = 100
/** How long a run holds what it sends: longer than any attempt takes, so that no other run sends it as well. */
const LEASE_MS = 30_000
/** While the receiver seems dead, an event that was never tried is tried at least this often. */
const PROBE_MS = 5 * 60_000
/** The pause after the first failure; it doubles with each, up to the longest. */
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 3_600_000
/** By up to so much pauses differ, so that not all come back at once. */
const JITTER = 0.2
const DAY_MS = 24 * 3_600_000

/** One run, and what it works with. */
interface Run {
  readonly repositories: Repositories
  readonly receiver: Receiver
  readonly now: Date
  readonly budget: Budget
  /** What the receiver has shown in this run: whether it took something, and whether it was there the last time. */
  readonly shown: { hasTaken: boolean; isThere: boolean }
}

/** What became of an attempt; `lost` when another run has the event in hand. */
type Outcome = Sent['kind'] | 'lost'

/**
 * Sends what is due, each session's events one after the other: one that isn't taken lets those behind it wait. While the
 * receiver can't be reached little is sent but the event that is due first, so that a dead one costs a few seconds each
 * pause, and never the chat. What nobody took for a day is given up, and written into `audit`.
 */
export async function deliver(
  repositories: Repositories,
  receiver: Receiver,
  now: Date,
  budget: Budget,
): Promise<void> {
  const { deliveries } = repositories
  const run: Run = { repositories, receiver, now, budget, shown: { hasTaken: false, isThere: true } }
  const seen = new Set<string>()
  while (!budget.isSpent()) {
    const unreached = await deliveries.unreached(UNREACHED_MAX)
    if (unreached.length > 0 && !(await isBack(run, unreached))) return
    const due = await deliveries.due(now.toISOString(), DUE_MAX)
    const sessionIds = [...new Set(due.map(({ sessionId }) => sessionId ?? ''))].filter((id) => !seen.has(id))
    if (sessionIds.length === 0) return
    Object.assign(run.shown, { hasTaken: false, isThere: true })
    await sideBySide(sessionIds, async (sessionId) => {
      if (!run.shown.isThere) return
      if (await deliverSession(run, sessionId)) seen.add(sessionId)
    })
    if (run.shown.hasTaken && !run.shown.isThere) await deliveries.noteReached()
  }
}

/**
 * Sends a session's events until one has to wait; those behind it then wait as long, and take no place among what is due.
 * Looks again when it has come to the end: another run that found more leaves it to who has the session in hand.
 * False when it stopped before, as the receiver isn't there or time is over.
 */
async function deliverSession(run: Run, sessionId: string): Promise<boolean> {
  const { repositories, now, budget, shown } = run
  const { deliveries } = repositories
  for (;;) {
    const pending = await deliveries.pendingOf(sessionId, PENDING_MAX)
    if (pending.length === 0) return true
    for (const delivery of pending) {
      if (!shown.isThere || budget.isSpent()) return false
      if (isWaiting(delivery, now)) {
        await deliveries.postpone([sessionId], delivery.dueAt ?? now.toISOString())
        return true
      }
      const outcome = await send(run, delivery)
      if (outcome === 'lost') break
      if (outcome !== 'taken') return true
    }
  }
}

/** Whether it was tried and has a pause, or is in another run's hands. One that was never tried waits only for its turn. */
function isWaiting({ attempts, dueAt }: DeliveryRow, now: Date): boolean {
  return attempts > 0 && Date.parse(dueAt ?? '') > now.getTime()
}

/**
 * Whether the receiver is there again, or has been all the time: it may be the event that makes it fail. Tries what it
 * wasn't there for, when that is due, and an event of another session. Only when both fail is it dead, and all wait.
 */
async function isBack(run: Run, unreached: readonly DeliveryRow[]): Promise<boolean> {
  const { repositories, now } = run
  const { deliveries } = repositories
  const [first] = unreached
  if (first === undefined) return true
  const waiting = new Set(unreached.map(({ sessionId }) => sessionId ?? ''))
  const outcomes: Outcome[] = []
  if (!isWaiting(first, now)) outcomes.push(await send(run, first))
  const lastTry = Math.max(...unreached.map(({ $updatedAt }) => Date.parse($updatedAt)))
  const isProbed = outcomes.length > 0 || waiting.size === 1 || now.getTime() - lastTry >= PROBE_MS
  const hasAnswer = outcomes.some((outcome) => outcome !== 'unreachable')
  if (isProbed && !hasAnswer) {
    const other = await ofAnotherSession(run, waiting)
    if (other !== null) outcomes.push(await send(run, other))
  }
  if (outcomes.some((outcome) => outcome === 'taken' || outcome === 'refused')) {
    await deliveries.noteReached()
    return true
  }
  if (!outcomes.includes('unreachable')) return false
  const attempts = Math.max(...unreached.map((one) => one.attempts)) + 1
  const until = isWaiting(first, now) ? first.dueAt : after(now, pauseMs(attempts))
  await deliveries.postponeUnreached(until ?? now.toISOString())
  return false
}

/** What another session than some waits to have sent, if it is due. */
async function ofAnotherSession(
  { repositories, now }: Run,
  waiting: ReadonlySet<string>,
): Promise<DeliveryRow | null> {
  const { deliveries } = repositories
  const find = async () =>
    (await deliveries.due(now.toISOString(), DUE_MAX)).map(({ sessionId }) => sessionId ?? '')
  let due = await find()
  if (due.some((id) => waiting.has(id))) {
    await deliveries.postpone([...waiting], after(now, FIRST_PAUSE_MS))
    due = await find()
  }
  for (const sessionId of new Set(due)) {
    if (waiting.has(sessionId)) continue
    const [head] = await deliveries.pendingOf(sessionId, 1)
    if (head !== undefined && !isWaiting(head, now)) return head
  }
  return null
}

async function send(run: Run, read: DeliveryRow): Promise<Outcome> {
  const { repositories, receiver, now } = run
  const { deliveries } = repositories
  const delivery = await deliveries.claim(read, after(now, LEASE_MS))
  if (delivery === null) return 'lost'
  const { attempts } = delivery
  const sent = await post(receiver, delivery.$id, delivery.body ?? '', now)
  if (sent.kind === 'taken') run.shown.hasTaken = true
  if (sent.kind === 'unreachable') run.shown.isThere = false
  if (sent.kind === 'taken') {
    const over = {
      state: 'delivered',
      body: null,
      failure: null,
      problem: null,
      dueAt: now.toISOString(),
    } as const
    await deliveries.change(delivery.$id, over)
    return sent.kind
  }
  const problem = sent.problem.slice(0, 200)
  const isOver = now.getTime() - Date.parse(delivery.happenedAt ?? '') > limits.deliveryHours * 3_600_000
  if (isOver) await giveUp(repositories, delivery, attempts, problem, now)
  else {
    const dueAt = after(now, pauseMs(attempts))
    await deliveries.change(delivery.$id, { dueAt, failure: sent.kind, problem })
    await deliveries.postpone([delivery.sessionId ?? ''], dueAt)
  }
  return sent.kind
}

function after(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString()
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
