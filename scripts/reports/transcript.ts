import { readAttachments, type Attachment } from '../../contract/attachment.ts'
import { answerRemarks } from '../../contract/answer-remarks.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { NoteRow } from '../../contract/tables/notes.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { plainText } from '../terminal/plain-text.ts'

const PAGE = 500
/** As wide as the time before each message. */
export const TRANSCRIPT_INDENT = ' '.repeat(21)

/** Every message of a session in order, read a page at a time. */
export async function* readTranscript(
  repositories: Repositories,
  sessionId: string,
): AsyncGenerator<MessageRow> {
  let page: MessageRow[] = []
  do {
    page = await repositories.messages.scan({ sessionId }, PAGE, page.at(-1))
    yield* page
  } while (page.length === PAGE)
}

/** A message as lines for a terminal: time, who, text; further lines are indented. */
export function transcriptLines(message: MessageRow): string[] {
  const author = [plainText(authorOf(message)), ...answerRemarks(message)].join(', ')
  const text = message.sender === 'system' ? (message.event ?? '') : (message.text ?? '')
  const files = readAttachments(message.attachments).map((file) => `[${fileText(file)}]`)
  return linesOf(message.$createdAt, author, [...(text === '' ? [] : [text]), ...files].join('\n'))
}

/** A file, as far as a text can show it. */
export function fileText({ name, bytes, id }: Attachment): string {
  return `${name}, ${bytes.toLocaleString('en')} bytes, ${id}`
}

/** What an agent wrote to the others, as `transcriptLines` does. */
export function noteLines({ $createdAt, authorName, text }: NoteRow): string[] {
  return linesOf($createdAt, plainText(authorName ?? 'An operator'), text)
}

function linesOf(createdAt: string, author: string, text: string): string[] {
  const time = createdAt.slice(0, 19).replace('T', ' ')
  const [first = '', ...rest] = plainText(text, { keepLines: true }).split('\n')
  return [`${time}  ${author}: ${first}`, ...rest.map((line) => `${TRANSCRIPT_INDENT}${line}`)]
}

/** Who has written it, in a word or by name. */
export function authorOf(message: MessageRow): string {
  switch (message.sender) {
    case 'user':
      return 'Visitor'
    case 'bot':
      return message.authorName ?? 'Bot'
    case 'agent':
      return message.authorName ?? 'Agent'
    case 'system':
      return message.authorName === null ? 'System' : `System (${message.authorName})`
    case null:
      return 'Unknown'
    default:
      return message.sender satisfies never
  }
}
