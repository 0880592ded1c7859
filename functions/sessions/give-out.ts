import { isPresent, presentSince } from '../../contract/presence.ts'
import { stateOf, transition } from '../../contract/session-state.ts'
import type { Position } from '../../contract/position.ts'
import type { AgentRow } from '../../contract/tables/agents.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Actor } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recordHappening } from './record-happening.ts'

/** How often one call tries: others give out at the same time, and what is left the next heartbeat of an agent gives out. */
const TRIES = 8
/** Of those that wait so many are read at once, and so often at most, to find one that somebody may get. */
const WAITING_PAGE = 100
const PAGES_MAX = 5
/** The name of the place where the reading behind the first page goes on. */
const STEP = 'give-out'
/** Open sessions of the agents who are there that are looked at to find who has the fewest. */
const HELD_MAX = 1000

const SYSTEM: Actor = { kind: 'system', id: null, name: null }

type Rules = Pick<SettingsRow, 'autoAssign' | 'maxChatsPerAgent'>

/**
 * Gives sessions that wait to agents who are there, the longest waiting first, each to the agent who has the fewest open
 * ones and room for one more; of equals to whom none was given for longest. Nothing without `autoAssign`.
 *
 * Run after all that makes a session wait or an agent free; a run that is killed, or meets others, loses nothing: what
 * still waits is found by the next. A try is three reads side by side and four calls one after the other, however many
 * sessions there are; only where nobody who is there may get any of the first hundred it reads some pages more. Gives
 * how many it gave.
 *
 * @param isSpent whether to stop before the next one
 */
export async function giveOut(
  repositories: Repositories,
  rules: Rules,
  now: Date,
  isSpent: () => boolean = () => false,
): Promise<number> {
  let given = 0
  // What failed once is left to the next run: else one that can't be given would take all tries.
  const failed = new Set<string>()
  if (!rules.autoAssign) return given
  for (let tries = 0; tries < TRIES && !isSpent(); tries++) {
    const next = await nextToGive(repositories, rules, now, failed)
    if (next === null) break
    if (await give(repositories, rules, next, now)) given++
    else failed.add(keyOf(next.session, next.agent))
  }
  return given
}

/** The same after something that has happened already, whatever becomes of this. */
export async function giveOutAfter(
  repositories: Repositories,
  rules: Rules,
  reportError: (problem: string, cause: unknown) => void,
): Promise<number> {
  try {
    return await giveOut(repositories, rules, new Date())
  } catch (cause) {
    reportError('who waits could not be given to anybody', cause)
    return 0
  }
}

interface Next {
  readonly session: PacedSessionRow
  readonly agent: AgentRow
}

function keyOf(session: PacedSessionRow, agent: AgentRow): string {
  return `${session.$id} ${agent.$id}`
}

async function nextToGive(
  repositories: Repositories,
  rules: Rules,
  now: Date,
  failed: ReadonlySet<string>,
): Promise<Next | null> {
  const { sessions, agents } = repositories
  const [waiting, there] = await Promise.all([
    sessions.longestWaiting(WAITING_PAGE),
    agents.onlineSince(presentSince(now)),
  ])
  if (waiting.length === 0 || there.length === 0) return null
  const loads = new Map<string, number>(there.map(({ $id }) => [$id, 0]))
  for (const id of await sessions.holdersAmong([...loads.keys()], HELD_MAX))
    loads.set(id, (loads.get(id) ?? 0) + 1)
  const loadOf = ({ $id }: AgentRow) => loads.get($id) ?? 0
  const free = there
    .filter((agent) => loadOf(agent) < roomOf(agent, rules))
    .sort((one, other) => loadOf(one) - loadOf(other) || compareGiven(one, other))
  if (free.length === 0) return null
  const nextIn = (page: readonly PacedSessionRow[]): Next | null => {
    for (const session of page) {
      const agent = free.find(
        (one) => !session.givenBackBy.includes(one.$id) && !failed.has(keyOf(session, one)),
      )
      if (agent !== undefined) return { session, agent }
    }
    return null
  }
  return nextIn(waiting) ?? nextBehind(repositories, waiting, nextIn)
}

/** Looks behind the first page, from where the run before found nothing up to there. */
async function nextBehind(
  { sessions, upkeep }: Repositories,
  first: readonly PacedSessionRow[],
  nextIn: (page: readonly PacedSessionRow[]) => Next | null,
): Promise<Next | null> {
  const end = endOf(first)
  if (end === null) return null
  const start = await upkeep.position(STEP)
  let reached: Position | null = start ?? end
  for (let pages = 1; pages < PAGES_MAX && reached !== null; pages++) {
    const page: readonly PacedSessionRow[] = await sessions.longestWaiting(WAITING_PAGE, reached)
    const next = nextIn(page)
    if (next !== null) return next
    reached = endOf(page)
  }
  // Behind the last one it begins anew.
  if (reached !== null || start !== null) await upkeep.keepPosition(STEP, reached)
  return null
}

/** Where a full page ends; null behind the last one. */
function endOf(page: readonly PacedSessionRow[]): Position | null {
  const last = page.at(-1)
  if (last === undefined || page.length < WAITING_PAGE) return null
  return { value: last.waitingSince, sequence: last.$sequence }
}

function roomOf({ maxChats }: AgentRow, { maxChatsPerAgent }: Rules): number {
  return maxChats ?? maxChatsPerAgent
}

/** To whom none was given for longest. */
function compareGiven(one: AgentRow, other: AgentRow): number {
  const at = ({ lastGivenAt }: AgentRow) => (lastGivenAt === null ? 0 : Date.parse(lastGivenAt))
  return at(one) - at(other) || (one.$id < other.$id ? -1 : 1)
}

/**
 * False when somebody was faster, or the agent has left or has no more room: the agent's row changes with each that they
 * are given, so of two at once one fails and looks again.
 */
async function give(
  repositories: Repositories,
  rules: Rules,
  { session, agent }: Next,
  now: Date,
): Promise<boolean> {
  const { $id: agentId, name: agentName } = agent
  const move = { kind: 'assign', agentId, agentName } as const
  const outcome = transition(session, move, now.toISOString())
  if (outcome.kind !== 'moved') return false
  const isWanted = async (present: PacedSessionRow) => {
    if (stateOf(present) !== 'waiting' || present.waitingSince !== session.waitingSince) return false
    const [known, held] = await Promise.all([
      repositories.agents.get(agentId),
      repositories.sessions.count({ status: 'agent_assigned', agentId }),
    ])
    return known !== null && isPresent(known, now) && held.count < roomOf(known, rules)
  }
  const { kind } = await recordHappening(repositories, {
    kind: 'moved',
    session,
    move,
    outcome,
    actor: SYSTEM,
    isAutomatic: true,
    onlyWhile: isWanted,
  })
  return kind === 'written'
}
