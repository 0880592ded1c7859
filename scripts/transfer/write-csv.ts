import { plainText } from '../terminal/plain-text.ts'
import type { PortableRow } from './portable-rows.ts'

const COLUMNS = ['sessionId', 'chatName', 'status', 'createdAt', 'sender', 'author', 'event', 'text'] as const
/** What spreadsheets take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/

/** A line for each message, for spreadsheets (RFC 4180). A text that looks like a formula gets a quote before it. */
export async function* writeCsv(rows: AsyncIterable<PortableRow>): AsyncGenerator<string> {
  yield lineOf(COLUMNS)
  let chat = { chatName: '', status: '' }
  for await (const { kind, row } of rows) {
    if (kind === 'session') chat = { chatName: row.chatName ?? '', status: row.status }
    else {
      const said =
        kind === 'message'
          ? { sender: row.sender ?? '', event: row.event ?? '' }
          : { sender: 'note', event: '' }
      yield lineOf([
        row.sessionId,
        chat.chatName,
        chat.status,
        row.$createdAt,
        said.sender,
        row.authorName ?? '',
        said.event,
        row.text ?? '',
      ])
    }
  }
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(text: string): string {
  const plain = plainText(text, { keepLines: true })
  const harmless = FORMULA.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
