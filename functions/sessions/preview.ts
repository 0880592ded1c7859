import { withoutDisclosure } from '../../contract/disclosures.ts'
import * as limits from '../../contract/limits.ts'
import * as sizes from '../../contract/session-sizes.ts'
import type { Sender } from '../../contract/senders.ts'

/** The session's columns that show its newest message in a list: one line, cut at 160 characters. */
export function previewOf(
  sender: Sender | null,
  text: string,
): { preview: string | null; previewSender: Sender | null } {
  const said = sender === 'bot' ? withoutDisclosure(text) : text
  return { preview: firstCharacters(oneLine(said), sizes.previewMax) || null, previewSender: sender }
}

/** What a chat is called after its first message: its first 40 characters. */
export function chatNameOf(text: string): string {
  return firstCharacters(oneLine(text), limits.chatNameMax)
}

/** With all blanks and line ends between words as one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** By code points, so that no emoji is cut in two. */
function firstCharacters(text: string, count: number): string {
  const characters = Array.from(text)
  return characters.length <= count ? text : `${characters.slice(0, count - 1).join('')}…`
}
