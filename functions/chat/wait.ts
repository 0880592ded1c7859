import type { Wait, WaitAnswer } from '../../contract/chat-api.ts'
import { isOpen, readHours } from '../../contract/hours.ts'
import { isPresent } from '../../contract/presence.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { AgentRow } from '../../contract/tables/agents.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { readExpectedWait } from '../statistics/read-expected-wait.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession } from './own-session.ts'

/** Who waits asks again and again, and all are told the same. */
const FRESH_MS = 15_000

const UNKNOWN: Wait = { expectedSeconds: null, isAnybodyThere: null }

/** What the visitor of a session is told of waiting; null unless they wait for a person. */
export async function waitOf(call: ChatCall, session: SessionRow): Promise<Wait | null> {
  return stateOf(session) === 'waiting' ? call.wait() : null
}

/** Throws `visitor_unknown`, `session_not_found`. */
export async function readWait(call: ChatCall, sessionId: string): Promise<WaitAnswer> {
  return { wait: await waitOf(call, await ownSession(call, sessionId)) }
}

type Given = Pick<ChatCall, 'repositories' | 'settings' | 'reportError'>

/**
 * Reads what all who wait are told, for a warm function: at most once in 15 seconds. That it can't be read keeps nobody
 * from their chat: then it is unknown.
 */
export function createWaitCache() {
  let known: { readonly wait: Wait; readonly readAt: number } | null = null
  return async (call: Given, now: Date): Promise<Wait> => {
    if (known !== null && now.getTime() - known.readAt <= FRESH_MS) return known.wait
    try {
      const [settings, agents, expectedSeconds] = await Promise.all([
        call.settings(),
        call.repositories.agents.list(),
        readExpectedWait(call.repositories, now),
      ])
      const report = (places: readonly string[]) =>
        call.reportError('settings.hours is not right', places.join(', '))
      const wait = { expectedSeconds, isAnybodyThere: isAnybodyThere(settings, agents, now, report) }
      known = { wait, readAt: now.getTime() }
      return wait
    } catch (cause) {
      call.reportError('the expected wait could not be read', cause)
      return UNKNOWN
    }
  }
}

/**
 * Whether anybody is there: within the hours, where there are any, and with an agent who is online, where agents say
 * so. A page that was left open overnight is nobody; null when nothing tells.
 *
 * @param reportFaults told the places of what is wrong in the hours; such hours are none
 */
export function isAnybodyThere(
  { hours }: Pick<SettingsRow, 'hours'>,
  agents: readonly Pick<AgentRow, 'presence' | 'seenAt'>[],
  now: Date,
  reportFaults: (places: readonly string[]) => void,
): boolean | null {
  const read = hours === null ? null : readHours(hours)
  if (read !== null && read.hours === null) reportFaults(read.rejected)
  const within = read?.hours ? isOpen(read.hours, now) : null
  if (within === false) return false
  if (agents.some((agent) => isPresent(agent, now))) return true
  return agents.some(({ seenAt }) => seenAt !== null) ? false : within
}
