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
  /** Shows the agent out at once if the account is no agent's any more. */
  readonly check: () => Promise<void>
}

const ENDED = 'Your account session has ended. Sign in again.'

/** An account that is no agent's, or no longer anybody's: what the door says; null where the refusal's own words do. */
const OUTSIDE: Partial<Record<InboxErrorCode, string | null>> = {
  signed_out: ENDED,
  not_an_agent: null,
  account_blocked: null,
  // The function speaks to whoever calls it by hand; to an agent it means the same.
  secret_missing: ENDED,
  secret_wrong: ENDED,
}

const NOT_DONE = 'This was not done: try again.'
const TRIED_AGAIN = 'Nothing was lost; trying again.'

export function createAccount(state: InboxState, client: InboxClient): Account {
  /** What the page's own reads met last. */
  let readProblem: string | null = null
  /** The agent signs out: what ends thereby needs no words. */
  let isLeaving = false
  let lastAgentId: string | null = null

  /** Gives the problem in words, unless it leads outside. What is no refusal is a fault of the page, and thrown on. */
  function problemOf(thrown: unknown, ifUnreachable: string): string | null {
    if (thrown instanceof ChatError) return 'This session was deleted.'
    if (!(thrown instanceof InboxError)) throw thrown
    const outside = OUTSIDE[thrown.code]
    if (outside === undefined) return inWords(thrown, ifUnreachable)
    if (state.$door.get().kind === 'open' && !isLeaving) shutDoor(outside ?? thrown.message)
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
      const agent = await work()
      // Another agent at the same desk finds nothing of the one before.
      if (lastAgentId !== null && lastAgentId !== agent.id) state.$drafts.set({})
      lastAgentId = agent.id
      state.$door.set({ kind: 'open', agent })
    } catch (thrown) {
      const isKnown = thrown instanceof InboxError
      const isStranger = isKnown && thrown.code === 'signed_out' && isQuiet
      shutDoor(isStranger ? null : isKnown ? inWords(thrown, 'Try again.') : String(thrown))
    }
  }

  async function read<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work()
      if (readProblem !== null && state.$problem.get() === readProblem) state.$problem.set(null)
      readProblem = null
      state.$isReached.set(true)
      return result
    } catch (thrown) {
      state.$isReached.set(!(thrown instanceof InboxError && thrown.code === 'unreachable'))
      const shown = state.$problem.get()
      const isOfAct = shown !== null && shown !== readProblem
      readProblem = problemOf(thrown, TRIED_AGAIN)
      // What became of an act matters more, and is said only once.
      if (readProblem !== null && !isOfAct) state.$problem.set(readProblem)
      return null
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
    read,
    enter: () => enterBy(() => client.whoAmI(), true),
    signIn: async (email, password) => {
      state.$isBusy.set(true)
      await enterBy(() => client.signIn(email, password), false)
      state.$isBusy.set(false)
    },
    signOut: async () => {
      isLeaving = true
      try {
        await client.signOut()
      } catch (thrown) {
        // Still signed in, and told so; one who was signed out already is where they wanted to be.
        const problem = problemOf(thrown, NOT_DONE)
        if (problem !== null) return state.$problem.set(problem)
      } finally {
        isLeaving = false
      }
      state.$selectedId.set(null)
      // Of one who leaves nothing stays.
      state.$drafts.set({})
      shutDoor(null)
    },
    check: async () => {
      await read(() => client.checkAccount())
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
