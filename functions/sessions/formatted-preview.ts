import { hasMarkup } from '../../contract/has-markup.ts'
import type { Sender } from '../../contract/senders.ts'
import { previewOf, type Shown } from './preview.ts'

/** As `previewOf`; what an agent wrote is without the marks of its format, which lists don't show. */
export async function formattedPreview(
  sender: Sender | null,
  message: Shown,
): Promise<ReturnType<typeof previewOf>> {
  const { text } = message
  if (sender !== 'agent' || text === null || !hasMarkup(text)) return previewOf(sender, message)
  // What reads the marks takes milliseconds to load, and few texts have any.
  const { wordsOfMarkup } = await import('../../contract/words-of-markup.ts')
  return previewOf(sender, { ...message, text: wordsOfMarkup(text) })
}
