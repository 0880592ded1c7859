import type { Agent } from './agent.ts'

/** What the page gives to every feature, so that none needs to know another. */
export interface FeatureContext {
  /** Null while nobody is signed in. */
  readonly agent: () => Agent | null
  /**
   * Throws InboxError when the account session has ended or its account is no agent's: reading rows tells nothing of it,
   * as whoever may read none is shown an empty list.
   */
  readonly proveAgent: () => Promise<void>
  /** Runs what the agent asked for: its problem is shown until the next such act. Null when it failed. */
  readonly act: <T>(work: () => Promise<T>) => Promise<T | null>
  /**
   * Runs a read that the page makes by itself. Its problem is shown until the read of the same name works again, or is no
   * longer wanted. Null when it failed.
   */
  readonly read: <T>(name: string, work: () => Promise<T>) => Promise<T | null>
  /** Nobody waits for the read of this name any more. */
  readonly dropRead: (name: string) => void
  /** Shows a sentence where problems of acts are shown. */
  readonly tell: (problem: string) => void
  /** Calls back whenever what an agent was shown has to go. */
  readonly onSignedOut: (listener: () => void) => void
}
