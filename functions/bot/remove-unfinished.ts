import { setTimeout as pause } from 'node:timers/promises'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recordHappening } from '../sessions/record-happening.ts'

/** Pauses before further tries, when something else changes the session at the same moment. */
const RETRY_PAUSES_MS = [20, 60, 180, 500]

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
  for (const { $id: messageId } of recent.filter(isUnfinished))
    await retract(repositories, sessionId, messageId)
  return recent.filter((row) => !isUnfinished(row))
}

/** Until it is gone, by whomever, or over by now. What is left after all tries, the next turn removes. */
async function retract(repositories: Repositories, sessionId: string, messageId: string): Promise<void> {
  for (const pauseMs of RETRY_PAUSES_MS) {
    const row = await repositories.messages.get(messageId)
    if (row === null || !isUnfinished(row)) return
    const retracted = { kind: 'retracted', sessionId, messageId, onlyWhile: () => true } as const
    if ((await recordHappening(repositories, retracted)).kind === 'written') return
    await pause(pauseMs)
  }
}

function isUnfinished({ sender, state }: MessageRow): boolean {
  return sender === 'bot' && state === 'streaming'
}
