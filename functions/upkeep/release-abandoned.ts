import { Refusal } from '../../contract/refusal.ts'
import { isPresent } from '../../contract/presence.ts'
import type { AgentRow } from '../../contract/tables/agents.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { positionOf } from '../repositories/session-order.ts'
import { moveSession } from '../sessions/move-session.ts'
import { unansweredSince } from '../sessions/unanswered-since.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'
import { walk } from './walk.ts'

const SORT = 'expiresAt'
/** Messages that are looked at for the last one of an agent: more than a visitor writes while nobody answers. */
const WINDOW = 30

/**
 * Lets sessions wait for somebody else whose agent doesn't answer: one who is no member of the team `agents` any more,
 * and, with `autoAssign`, one who was given the session or isn't there, and has left the visitor without an answer for
 * `takeBackAfterSeconds`. Continues where the last run stopped, and starts over once it has seen all.
 */
export async function releaseAbandoned(
  repositories: Repositories,
  now: Date,
  budget: Budget,
): Promise<StepResult> {
  const { sessions } = repositories
  const filter = { status: 'agent_assigned' } as const
  const settings = await repositories.settings.get()
  const agents = agentsOf(repositories)
  return walk<PacedSessionRow>(repositories, budget, {
    step: 'held',
    dueSince: () => null,
    positionOf: (session) => positionOf(session, SORT),
    read: (after, limit) => sessions.list({ filter, sort: SORT, limit, after }),
    work: (found) =>
      sideBySide(found, async (session) => {
        if (await agents.hasLeft(session.assignedAgent)) return release(repositories, session, isStillHeld)
        const isLate = await isOverdue(repositories, settings, agents.row, session, now)
        return isLate ? release(repositories, session, isUnchanged, { takenBack: true }) : false
      }),
    batch: WIDTH,
    startsOver: true,
  })
}

/** Reads each agent once a run, by their own id: no list of members is complete for certain. */
function agentsOf({ agents }: Repositories) {
  const once = <T>(read: (agentId: string) => Promise<T>) => {
    const known = new Map<string, Promise<T>>()
    return (agentId: string) => {
      const asked = known.get(agentId) ?? read(agentId)
      known.set(agentId, asked)
      return asked
    }
  }
  const isMember = once(async (agentId) => (await agents.member(agentId)) !== null)
  return {
    hasLeft: async (agentId: string | null) => agentId === null || !(await isMember(agentId)),
    row: once((agentId) => agents.get(agentId)),
  }
}

/** Whether the visitor has waited too long for an agent who didn't choose the session, or isn't there. */
async function isOverdue(
  { messages }: Repositories,
  { autoAssign, takeBackAfterSeconds }: SettingsRow,
  rowOf: (agentId: string) => Promise<AgentRow | null>,
  session: PacedSessionRow,
  now: Date,
): Promise<boolean> {
  const { $id: sessionId, assignedAgent, assignedAutomatically, previewSender } = session
  if (!autoAssign || takeBackAfterSeconds === 0 || assignedAgent === null || previewSender === 'agent')
    return false
  if (!assignedAutomatically) {
    const row = await rowOf(assignedAgent)
    if (row !== null && isPresent(row, now)) return false
  }
  const since = unansweredSince(session, await messages.newest(sessionId, WINDOW))
  return since !== null && now.getTime() - Date.parse(since) >= takeBackAfterSeconds * 1000
}

type IsDue = (present: PacedSessionRow, read: PacedSessionRow) => boolean
const isStillHeld: IsDue = (present, read) => present.assignedAgent === read.assignedAgent
/** The agent may have answered. */
const isUnchanged: IsDue = (present, read) => present.$updatedAt === read.$updatedAt

/** @param detail what its row in `audit` says of the reason */
async function release(
  repositories: Repositories,
  session: PacedSessionRow,
  isDue: IsDue,
  detail: object = {},
): Promise<boolean> {
  const move = (present: PacedSessionRow) => {
    if (!isDue(present, session)) throw new Refusal('session_taken')
    return { kind: 'release' } as const
  }
  try {
    return (await moveSession(repositories, session, move, UPKEEP, { detail })).changed
  } catch (thrown) {
    if (thrown instanceof Refusal && GONE_ON.has(thrown.code)) return false
    throw thrown
  }
}

/** Somebody was faster. */
const GONE_ON: ReadonlySet<string> = new Set([
  'session_not_found',
  'session_changed',
  'session_closed',
  'session_taken',
  'session_not_assigned',
])
