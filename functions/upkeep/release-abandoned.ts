import { Refusal } from '../../contract/refusal.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { Agents } from '../repositories/agents.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { positionOf } from '../repositories/session-order.ts'
import { moveSession } from '../sessions/move-session.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'
import { walk } from './walk.ts'

const SORT = 'expiresAt'

/**
 * Lets sessions wait for somebody else whose agent is no member of the team `agents` any more: nobody would answer them.
 * Continues where the last run stopped, and starts over once it has seen all.
 */
export async function releaseAbandoned(repositories: Repositories, budget: Budget): Promise<StepResult> {
  const { sessions, agents } = repositories
  const filter = { status: 'agent_assigned' } as const
  const isGone = goneFrom(agents)
  return walk<PacedSessionRow>(repositories, budget, {
    step: 'held',
    dueSince: () => null,
    positionOf: (session) => positionOf(session, SORT),
    read: (after, limit) => sessions.list({ filter, sort: SORT, limit, after }),
    work: (found) =>
      sideBySide(found, async (session) =>
        (await isGone(session.assignedAgent)) ? release(repositories, session) : false,
      ),
    batch: WIDTH,
    startsOver: true,
  })
}

/** Reads each agent once a run, by their own id: no list of members is complete for certain. */
function goneFrom(agents: Agents): (agentId: string | null) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  return (agentId) => {
    if (agentId === null) return Promise.resolve(true)
    const asked = known.get(agentId) ?? agents.member(agentId).then((member) => member === null)
    known.set(agentId, asked)
    return asked
  }
}

async function release(repositories: Repositories, session: PacedSessionRow): Promise<boolean> {
  const { assignedAgent } = session
  const move = (present: PacedSessionRow) => {
    if (present.assignedAgent !== assignedAgent) throw new Refusal('session_taken')
    return { kind: 'release' } as const
  }
  try {
    return (await moveSession(repositories, session, move, UPKEEP)).changed
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
