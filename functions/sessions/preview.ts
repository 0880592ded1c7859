import { readAttachments } from '../../contract/attachment.ts'
import { withoutDisclosure } from '../../contract/disclosures.ts'
import * as limits from '../../contract/limits.ts'
import * as sizes from '../../contract/session-sizes.ts'
import type { Sender } from '../../contract/senders.ts'

/** A message as lists show it. */
export interface Shown {
  readonly text: string | null
  /** As its column has them. */
  readonly attachments?: string | null
}

/** The session's columns that show its newest message in a list: one line, cut at 160 characters. */
export function previewOf(
  sender: Sender | null,
  message: Shown,
): { preview: string | null; previewSender: Sender | null } {
  const text = wordsOf(message)
  const said = sender === 'bot' ? withoutDisclosure(text) : text
  return { preview: firstCharacters(oneLine(said), sizes.previewMax) || null, previewSender: sender }
}

/** What a chat is called after its first message: its first 40 characters. */
export function chatNameOf(message: Shown): string {
  return firstCharacters(oneLine(wordsOf(message)), limits.chatNameMax)
}

/** What a message says, or the first of its files where it says nothing. */
export function wordsOf({ text, attachments = null }: Shown): string {
  if (text !== null && text.trim() !== '') return text
  const [first, ...others] = readAttachments(attachments)
  if (first === undefined) return ''
  return `📎 ${first.name}${others.length === 0 ? '' : ` +${others.length}`}`
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
