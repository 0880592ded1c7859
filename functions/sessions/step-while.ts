import { Refusal } from '../../contract/refusal.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { SessionStep } from '../repositories/guarded-writes.ts'
import type { Repositories } from '../repositories/repositories.ts'

export type Stepped =
  /** All of it is written; `session` is as it was just before. */
  | { readonly kind: 'written'; readonly session: PacedSessionRow }
  /** The session is in another state by now, or the answer to finish is over: nothing was written. */
  | { readonly kind: 'not_allowed'; readonly session: PacedSessionRow }
  /** Something changed at the same moment, or was there already: nothing was written. Look again. */
  | { readonly kind: 'conflict' }

/**
 * Writes a step only while `may` is true of the session: the check and the write are one compare-and-set, so that no
 * message of the bot or an agent appears after the session was assigned to somebody else; so it is with an answer that is
 * finished, which the visitor may have stopped. Four calls of Appwrite, one after the other.
 *
 * @param transaction the transaction to use, when the caller began one beside other work
 * @throws Refusal `session_not_found`
 */
export async function stepWhile(
  { sessions, messages, guardedWrites }: Repositories,
  step: SessionStep,
  may: (session: PacedSessionRow) => boolean | Promise<boolean>,
  transaction?: string,
): Promise<Stepped> {
  const transactionId = transaction ?? (await guardedWrites.begin())
  const isStaged = await guardedWrites.stage(transactionId, step)
  // A change before the staging shows here, one after it fails the commit.
  const [session, finished] = await Promise.all([
    sessions.get(step.sessionId),
    step.finished === undefined ? null : messages.get(step.finished.id),
  ])
  const isOver = step.finished !== undefined && finished?.state !== 'streaming'
  const isAllowed = session !== null && (await may(session)) && !isOver
  if (isStaged && isAllowed) {
    return (await guardedWrites.commit(transactionId)) ? { kind: 'written', session } : { kind: 'conflict' }
  }
  await guardedWrites.rollBack(transactionId)
  if (session === null) throw new Refusal('session_not_found')
  return isAllowed ? { kind: 'conflict' } : { kind: 'not_allowed', session }
}
