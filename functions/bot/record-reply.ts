import { Refusal } from '../../contract/refusal.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { GuardedHappening } from '../sessions/happenings.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { Stepped } from '../sessions/step-while.ts'

/**
 * Writes what the bot says or does. A session that was deleted while the bot was at it wants no answer any more, as one
 * that a person has: its turn ends, rather than be started again and again.
 */
export async function recordReply(
  repositories: Repositories,
  happening: GuardedHappening,
): Promise<Stepped['kind']> {
  try {
    return (await recordHappening(repositories, happening)).kind
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'session_not_found') return 'not_allowed'
    throw thrown
  }
}
