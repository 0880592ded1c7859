import { readAttachments } from '../../contract/attachment.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { csvLine } from '../terminal/csv-line.ts'
import { fileText } from '../reports/transcript.ts'
import type { PortableRow } from './portable-rows.ts'

const COLUMNS = ['sessionId', 'chatName', 'status', 'createdAt', 'sender', 'author', 'event', 'text'] as const
/** A line for each message, for spreadsheets. */
export async function* writeCsv(rows: AsyncIterable<PortableRow>): AsyncGenerator<string> {
  yield csvLine(COLUMNS)
  let chat = { chatName: '', status: '' }
  for await (const { kind, row } of rows) {
    if (kind === 'session') chat = { chatName: row.chatName ?? '', status: row.status }
    // A line for each message has no place for what is said of the whole session.
    else if (kind !== 'tag') {
      const said =
        kind === 'message'
          ? { sender: row.sender ?? '', event: row.event ?? '' }
          : { sender: 'note', event: '' }
      yield csvLine([
        row.sessionId,
        chat.chatName,
        chat.status,
        row.$createdAt,
        said.sender,
        row.authorName ?? '',
        said.event,
        kind === 'message' ? textOf(row) : (row.text ?? ''),
      ])
    }
  }
}

/** What it says, then its files, a line each. */
function textOf({ text, attachments }: MessageRow): string {
  return [...(text ? [text] : []), ...readAttachments(attachments).map(fileText)].join('\n')
}
