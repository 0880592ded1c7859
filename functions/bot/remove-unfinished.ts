import type { MessageRow } from '../../contract/tables/messages.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recordHappening } from '../sessions/record-happening.ts'

/**
 * Removes an answer that nobody finishes: of a bot that was killed while it wrote, or that isn't wanted any more.
 *
 * @returns the messages that are left
 */
export async function removeUnfinished(
  repositories: Repositories,
  sessionId: string,
  recent: readonly MessageRow[],
): Promise<readonly MessageRow[]> {
  for (const { $id: messageId } of recent.filter(isUnfinished)) {
    const session = await repositories.sessions.get(sessionId)
    if (session === null) break
    await recordHappening(repositories, { kind: 'unsaid', messageId })
    const less = { session, values: {}, countsOneLess: true, ifSame: false } as const
    await recordHappening(repositories, { kind: 'changed', ...less })
  }
  return recent.filter((row) => !isUnfinished(row))
}

function isUnfinished({ sender, state }: MessageRow): boolean {
  return sender === 'bot' && state === 'streaming'
}
