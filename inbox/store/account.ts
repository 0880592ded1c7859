import { ChatError } from '../../client/chat-error.ts'
import { isRecord } from '../../contract/is-record.ts'
import type { Agent, InboxClient } from '../inbox-client.ts'
import { InboxError, type InboxErrorCode } from '../inbox-error.ts'
import type { InboxState } from './inbox-state.ts'

/** Who is signed in, and what becomes of calls that fail. */
export interface Account {
  readonly agent: () => Agent | null
  /** Runs something that the agent asked for: a problem is shown until the next such act. Null when it failed. */
  readonly act: <T>(work: () => Promise<T>) => Promise<T | null>
  /** Runs a read that the page makes by itself: its problem goes when such a read works again. Null when it failed. */
  readonly read: <T>(work: () => Promise<T>) => Promise<T | null>
  /** Goes in with the account session of an earlier visit, if there is one. */
  readonly enter: () => Promise<void>
  readonly signIn: (email: string, password: string) => Promise<void>
  readonly signOut: () => Promise<void>
}

/** An account that is no agent's, or no longer anybody's. */
const OUTSIDE: readonly InboxErrorCode[] = ['signed_out', 'not_an_agent', 'secret_missing', 'secret_wrong']

const NOT_DONE = 'This was not done: try again.'
const TRIED_AGAIN = 'Nothing was lost; trying again.'

const ENDED = 'Your account session has ended. Sign in again.'

export function createAccount(state: InboxState, client: InboxClient): Account {
  /** What the page's own reads met last. */
  let readProblem: string | null = null

  /** Gives the problem in words, unless it leads outside. What is no refusal is a fault of the page, and thrown on. */
  function problemOf(thrown: unknown, ifUnreachable: string): string | null {
    if (thrown instanceof ChatError) return 'This session was deleted.'
    if (!(thrown instanceof InboxError)) throw thrown
    if (!OUTSIDE.includes(thrown.code)) return inWords(thrown, ifUnreachable)
    // The function speaks to whoever calls it by hand; to an agent it means the same.
    const problem = thrown.code === 'not_an_agent' ? thrown.message : ENDED
    if (state.$door.get().kind === 'open') shutDoor(problem)
    return null
  }

  function shutDoor(problem: string | null): void {
    state.$door.set({ kind: 'signed_out', problem })
    state.$sessions.set(null)
    state.$conversation.set(null)
    state.$stats.set(null)
    state.$problem.set(null)
  }

  async function enterBy(work: () => Promise<Agent>, isQuiet: boolean): Promise<void> {
    try {
      state.$door.set({ kind: 'open', agent: await work() })
    } catch (thrown) {
      const isKnown = thrown instanceof InboxError
      const isStranger = isKnown && thrown.code === 'signed_out' && isQuiet
      shutDoor(isStranger ? null : isKnown ? inWords(thrown, 'Try again.') : String(thrown))
    }
  }

  return {
    agent: () => {
      const door = state.$door.get()
      return door.kind === 'open' ? door.agent : null
    },
    act: async (work) => {
      state.$problem.set(null)
      try {
        return await work()
      } catch (thrown) {
        state.$problem.set(problemOf(thrown, NOT_DONE))
        return null
      }
    },
    read: async (work) => {
      try {
        const result = await work()
        if (readProblem !== null && state.$problem.get() === readProblem) state.$problem.set(null)
        readProblem = null
        return result
      } catch (thrown) {
        const shown = state.$problem.get()
        const isOfAct = shown !== null && shown !== readProblem
        readProblem = problemOf(thrown, TRIED_AGAIN)
        // What became of an act matters more, and is said only once.
        if (readProblem !== null && !isOfAct) state.$problem.set(readProblem)
        return null
      }
    },
    enter: () => enterBy(() => client.whoAmI(), true),
    signIn: async (email, password) => {
      state.$isBusy.set(true)
      await enterBy(() => client.signIn(email, password), false)
      state.$isBusy.set(false)
    },
    signOut: async () => {
      await client.signOut().catch((thrown: unknown) => problemOf(thrown, NOT_DONE))
      state.$selectedId.set(null)
      shutDoor(null)
    },
  }
}

function inWords(error: InboxError, ifUnreachable: string): string {
  if (error.code === 'unreachable') return `${error.message} ${ifUnreachable}`
  const holder = isRecord(error.details) ? error.details['agentName'] : null
  return error.code === 'session_taken' && typeof holder === 'string'
    ? `${holder} already holds this session.`
    : error.message
}
