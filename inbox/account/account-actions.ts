import { ChatError } from '../../client/chat-error.ts'
import { isRecord } from '../../contract/is-record.ts'
import type { Agent } from '../agent.ts'
import type { FeatureContext } from '../feature-context.ts'
import { InboxError, type InboxErrorCode } from '../inbox-error.ts'
import type { AccountCalls } from './account-calls.ts'
import type { AccountStore } from './account-store.ts'
import { createProblems } from './problems.ts'

/** Signing in and out, and what becomes of everybody's calls that fail: some of them sign the agent out. */
export interface AccountActions extends FeatureContext {
  /** Signs in with the account session of an earlier visit, if there is one. */
  readonly enter: () => Promise<void>
  readonly signIn: (email: string, password: string) => Promise<void>
  readonly signOut: () => Promise<void>
  /** What is said while the agent still is signed in; it deals with its own faults. */
  readonly beforeSignOut: (work: () => Promise<void>) => void
  /** Signs the agent out at once if the account is no agent's any more. */
  readonly checkAccount: () => Promise<void>
  readonly dismissProblem: () => void
}

const ENDED = 'Your account session has ended. Sign in again.'

/** An account that is no agent's, or no longer anybody's: the reason that is shown; null where the refusal's own words are. */
const SIGNED_OUT_BY: Partial<Record<InboxErrorCode, string | null>> = {
  signed_out: ENDED,
  not_an_agent: null,
  account_blocked: null,
  // The function speaks to whoever calls it by hand; to an agent it means the same.
  secret_missing: ENDED,
  secret_wrong: ENDED,
}

const NOT_DONE = 'This was not done: try again.'
const TRIED_AGAIN = 'Nothing was lost; trying again.'

export function createAccountActions(store: AccountStore, calls: AccountCalls): AccountActions {
  const { $account, $isSigningIn, $ownerId, $problem, $isReached } = store
  const problems = createProblems((problem) => $problem.set(problem))
  /** The agent signs out: what ends thereby needs no words. */
  let isLeaving = false
  let lastWords = async () => {}

  /** Gives the problem in words, unless it signs the agent out. What is no refusal is a fault of the page, and thrown on. */
  function problemOf(thrown: unknown, ifUnreachable: string): string | null {
    if (thrown instanceof ChatError) return 'This session was deleted.'
    if (!(thrown instanceof InboxError)) throw thrown
    const reason = SIGNED_OUT_BY[thrown.code]
    if (reason === undefined) return inWords(thrown, ifUnreachable)
    if ($account.get().kind === 'signed_in' && !isLeaving) end(reason ?? thrown.message)
    return null
  }

  function end(problem: string | null): void {
    $account.set({ kind: 'signed_out', problem })
    problems.clear()
  }

  async function enterBy(work: () => Promise<Agent>, isFirstLook: boolean): Promise<void> {
    try {
      const agent = await work()
      $ownerId.set(agent.id)
      $account.set({ kind: 'signed_in', agent, isFresh: !isFirstLook })
    } catch (thrown) {
      const isKnown = thrown instanceof InboxError
      const isStranger = isKnown && thrown.code === 'signed_out' && isFirstLook
      end(isStranger ? null : isKnown ? inWords(thrown, 'Try again.') : String(thrown))
    }
  }

  async function read<T>(name: string, work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work()
      problems.ofRead(name, null)
      $isReached.set(true)
      return result
    } catch (thrown) {
      $isReached.set(!(thrown instanceof InboxError && thrown.code === 'unreachable'))
      problems.ofRead(name, problemOf(thrown, TRIED_AGAIN))
      return null
    }
  }

  return {
    agent: () => {
      const account = $account.get()
      return account.kind === 'signed_in' ? account.agent : null
    },
    proveAgent: () => calls.checkAccount(),
    act: async (work) => {
      problems.ofAct(null)
      try {
        return await work()
      } catch (thrown) {
        problems.ofAct(problemOf(thrown, NOT_DONE))
        return null
      }
    },
    read,
    dropRead: (name) => problems.ofRead(name, null),
    tell: problems.ofAct,
    onSignedOut: (listener) => {
      $account.listen(({ kind }) => {
        if (kind === 'signed_out') listener()
      })
    },
    enter: () => enterBy(() => calls.whoAmI(), true),
    signIn: async (email, password) => {
      $isSigningIn.set(true)
      await enterBy(() => calls.signIn(email, password), false)
      $isSigningIn.set(false)
    },
    signOut: async () => {
      isLeaving = true
      try {
        await lastWords()
        await calls.signOut()
      } catch (thrown) {
        // Still signed in, and told so; one who was signed out already is where they wanted to be.
        const problem = problemOf(thrown, NOT_DONE)
        if (problem !== null) return problems.ofAct(problem)
      } finally {
        isLeaving = false
      }
      $ownerId.set(null)
      end(null)
    },
    beforeSignOut: (work) => void (lastWords = work),
    checkAccount: async () => {
      await read('account', () => calls.checkAccount())
    },
    dismissProblem: problems.clear,
  }
}

function inWords(error: InboxError, ifUnreachable: string): string {
  if (error.code === 'unreachable') return `${error.message} ${ifUnreachable}`
  const holder = isRecord(error.details) ? error.details['agentName'] : null
  return error.code === 'session_taken' && typeof holder === 'string'
    ? `${holder} already holds this session.`
    : error.message
}
