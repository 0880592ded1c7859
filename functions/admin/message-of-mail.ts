import * as limits from '../../contract/limits.ts'
import type { ReceivedMail } from '../mail/reading/read-mail.ts'

/** So many names of files are listed; of each so much. */
const FILES_MAX = 10
const FILE_NAME_MAX = 100
/** What the notes beside the visitor's own words may take. */
const NOTES_MAX = 1500

/** What of a mail becomes text: its words, and the names of files that weren't kept. */
interface Worded extends Pick<ReceivedMail, 'text' | 'from'> {
  readonly files: readonly string[]
  /** Whether files go with the message, which so may do without words. */
  readonly hasFiles?: boolean
}

/**
 * A mail as a message: the visitor's own words, with notes in brackets of what agents must know. That it comes from
 * another address than the visitor's stands first, because whoever got the mail passed on may have written it.
 *
 * @returns null for a mail that says nothing
 */
export function messageOfMail(
  { text, from, files, hasFiles = false }: Worded,
  isFromVisitor: boolean,
): string | null {
  if (text === '' && files.length === 0 && !hasFiles) return null
  const sender = isFromVisitor ? [] : [`[By e-mail from another address: ${cut(from ?? 'unknown', 200)}]`]
  const named = files.slice(0, FILES_MAX).map((name) => cut(name, FILE_NAME_MAX))
  const more = files.length > FILES_MAX ? `, and ${files.length - FILES_MAX} more` : ''
  const notes =
    files.length === 0 ? [] : [`[Files that came along and could not be kept: ${named.join(', ')}${more}]`]
  const room = limits.messageTextMax - NOTES_MAX
  const characters = Array.from(text)
  const isWhole = characters.length <= limits.messageTextMax - [...sender, ...notes].join('\n\n').length - 4
  const body = isWhole ? text : characters.slice(0, room).join('').trimEnd()
  if (!isWhole) notes.unshift(`[Cut here: the mail has ${characters.length} characters]`)
  return [...sender, ...(body === '' ? [] : [body]), ...notes].join('\n\n')
}

function cut(text: string, max: number): string {
  const characters = Array.from(text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' '))
  return characters.length <= max ? characters.join('') : `${characters.slice(0, max - 1).join('')}…`
}
