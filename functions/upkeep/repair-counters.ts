import type { Position } from '../../contract/position.ts'
import type { RowMeta } from '../../contract/table.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { storedPreview } from '../sessions/stored-preview.ts'
import type { Budget } from './budget.ts'
import { sideBySide, type StepResult } from './step.ts'

/** What is younger may still be under way. */
const SETTLED_MS = 30_000
const PAGE = 100
/** Rows between two looks at the budget. */
const BATCH = 20
/** Message and session are written in parallel: so far may their times lie apart. */
const SIDE_BY_SIDE_MS = 2000

/**
 * Sets `messageCount` right where it differs from the stored messages: a function that was killed between its writes
 * leaves such a difference. Looks once at every session after it changed, and at every message whose session did not
 * change with it; continues where the last run stopped, or from the very beginning.
 */
export async function repairCounters(
  repositories: Repositories,
  now: Date,
  budget: Budget,
  fromTheBeginning: boolean,
): Promise<StepResult> {
  if (fromTheBeginning) {
    await Promise.all(STEPS.map((step) => repositories.upkeep.keepPosition(step, null)))
  }
  const before = new Date(now.getTime() - SETTLED_MS).toISOString()
  const sessions = await repairChangedSessions(repositories, before, budget)
  const messages = await repairOfMessages(repositories, before, budget)
  const left = [sessions.leftSince, messages.leftSince].filter((since) => since !== null)
  return { changed: sessions.changed + messages.changed, leftSince: left.sort()[0] ?? null }
}

const STEPS = ['sessions', 'messages'] as const

function repairChangedSessions(
  repositories: Repositories,
  before: string,
  budget: Budget,
): Promise<StepResult> {
  return walk<SessionRow>(repositories, budget, {
    step: 'sessions',
    timeOf: (session) => session.$updatedAt,
    read: (position) => repositories.sessions.changedSince(position, before, PAGE),
    repair: (sessions) => sideBySide(sessions, (session) => repairOne(repositories, session)),
  })
}

function repairOfMessages(repositories: Repositories, before: string, budget: Budget): Promise<StepResult> {
  return walk<MessageRow>(repositories, budget, {
    step: 'messages',
    timeOf: (message) => message.$createdAt,
    read: (position) =>
      repositories.messages.scan(
        { createdBefore: before },
        PAGE,
        position === null ? undefined : { $sequence: position.sequence },
      ),
    repair: async (messages) => {
      const newest = new Map(messages.map((message) => [message.sessionId, message.$createdAt]))
      const sessions = await repositories.sessions.ofIds([...newest.keys()])
      const untouched = sessions.filter((session) => {
        const writtenAt = Date.parse(newest.get(session.$id) ?? '')
        return Date.parse(session.$updatedAt) < writtenAt - SIDE_BY_SIDE_MS
      })
      return sideBySide(untouched, (session) => repairOne(repositories, session))
    },
  })
}

async function repairOne(repositories: Repositories, session: SessionRow): Promise<boolean> {
  const messageCount = await repositories.messages.countOf(session.$id)
  if (messageCount === session.messageCount) return false
  // What the session shows of its newest message was lost with the count: by it a question that nobody answered is found.
  const preview = await storedPreview(repositories.messages, session.$id)
  return (await repositories.sessions.changeIfSame(session, { messageCount, ...preview })) !== null
}

/** One step's way through a table. */
interface Walk<T> {
  readonly step: (typeof STEPS)[number]
  readonly timeOf: (row: T) => string
  readonly read: (position: Position | null) => Promise<readonly T[]>
  /** Returns for each row that it looked at closely whether it had to change something. */
  readonly repair: (rows: readonly T[]) => Promise<readonly boolean[]>
}

/** Goes through rows from where the step stopped, and stores its position. */
async function walk<T extends RowMeta>(
  { upkeep }: Repositories,
  budget: Budget,
  { step, timeOf, read, repair }: Walk<T>,
): Promise<StepResult> {
  const start = await upkeep.position(step)
  let position = start
  let changed = 0
  let leftSince: string | null = null
  let rows = await read(position)
  while (rows.length > 0 && leftSince === null) {
    for (let at = 0; at < rows.length && leftSince === null; at += BATCH) {
      const batch = rows.slice(at, at + BATCH)
      const [first] = batch
      const last = batch.at(-1)
      if (first === undefined || last === undefined) break
      if (budget.isSpent()) leftSince = timeOf(first)
      else {
        changed += (await repair(batch)).filter((isRepaired) => isRepaired).length
        position = { value: timeOf(last), sequence: last.$sequence }
      }
    }
    if (leftSince === null) rows = await read(position)
  }
  if (position !== start) await upkeep.keepPosition(step, position)
  return { changed, leftSince }
}
