import type { Repositories } from '../repositories/repositories.ts'
import { previewOf } from './preview.ts'

/** What a list shows of a session by the messages that are stored: the newest that was said. */
export async function storedPreview(
  messages: Repositories['messages'],
  sessionId: string,
): Promise<ReturnType<typeof previewOf>> {
  const newest = await messages.newestSaid(sessionId)
  return previewOf(newest?.sender ?? null, newest?.text ?? '')
}
