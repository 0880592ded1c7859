import { readRow } from '../../contract/read-row.ts'
import { messageColumns, type MessageRow } from '../../contract/tables/messages.ts'
import { noteColumns, type NoteRow } from '../../contract/tables/notes.ts'
import { sessionColumns, type SessionRow } from '../../contract/tables/sessions.ts'
import { isRecord } from '../../contract/is-record.ts'

/**
 * One row of an export. A session comes before its messages, and these in the order in which they were stored; what was
 * exported in one project is imported in another from these lines alone.
 */
export type PortableRow =
  | { readonly kind: 'session'; readonly row: SessionRow }
  | { readonly kind: 'message'; readonly row: MessageRow }
  | { readonly kind: 'note'; readonly row: NoteRow }

/** Null when the value is no such row. */
export function readPortableRow(value: unknown): PortableRow | null {
  if (!isRecord(value)) return null
  // A place in one project says nothing in another.
  const given = isRecord(value['row']) ? { $sequence: 0, ...value['row'] } : null
  switch (value['kind']) {
    case 'session': {
      const row = readRow(sessionColumns, given)
      return row && { kind: 'session', row }
    }
    case 'message': {
      const row = readRow(messageColumns, given)
      return row && { kind: 'message', row }
    }
    case 'note': {
      const row = readRow(noteColumns, given)
      return row && { kind: 'note', row }
    }
    default:
      return null
  }
}
