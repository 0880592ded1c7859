import type { Repositories } from '../repositories/repositories.ts'
import { formattedPreview } from './formatted-preview.ts'
import type { previewOf } from './preview.ts'

/** What a list shows of a session, from the stored messages: the newest one. */
export async function storedPreview(
  messages: Repositories['messages'],
  sessionId: string,
): Promise<ReturnType<typeof previewOf>> {
  const newest = await messages.newestSaid(sessionId)
  return formattedPreview(newest?.sender ?? null, newest ?? { text: null })
}
