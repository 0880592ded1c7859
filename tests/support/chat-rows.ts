import { readRow } from '../../contract/read-row.ts'
import { messageColumns, type MessageRow } from '../../contract/tables/messages.ts'
import { sessionColumns, type SessionRow } from '../../contract/tables/sessions.ts'

/** A moment of tests: so many seconds after the first. */
export function at(seconds: number): string {
  return new Date(1_760_000_000_000 + seconds * 1000).toISOString()
}

/** Message `m<sequence>` of session `s_1`, written and last changed at these seconds. */
export function message(sequence: number, seconds: number, values: Partial<MessageRow> = {}): MessageRow {
  const row = readRow(messageColumns, {
    $id: `m${sequence}`,
    $sequence: `${sequence}`,
    $createdAt: at(seconds),
    $updatedAt: at(seconds),
    sessionId: 's_1',
    sender: 'user',
    text: `Message ${sequence}`,
    ...values,
  })
  if (!row) throw new Error('no message')
  return row
}

/** Session `s_1`, last changed at these seconds. */
export function session(seconds: number, values: Partial<SessionRow> = {}): SessionRow {
  const id = values.$id ?? 's_1'
  const row = readRow(sessionColumns, {
    $id: id,
    $sequence: '1',
    $createdAt: at(0),
    $updatedAt: at(seconds),
    sessionId: id,
    lastSeen: at(seconds),
    ...values,
  })
  if (!row) throw new Error('no session')
  return row
}
