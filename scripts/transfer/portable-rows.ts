import { isRowId } from '../../contract/appwrite-ids.ts'
import { isRecord } from '../../contract/is-record.ts'
import { readMoment } from '../../contract/moment.ts'
import { readRow } from '../../contract/read-row.ts'
import type { Columns, RowMeta, Values } from '../../contract/table.ts'
import { messageColumns, type MessageRow } from '../../contract/tables/messages.ts'
import { noteColumns, type NoteRow } from '../../contract/tables/notes.ts'
import { ratingColumns, sessionColumns, type SessionRow } from '../../contract/tables/sessions.ts'
import { identityColumns } from '../../contract/tables/visitor-marks.ts'
import { tagColumns, type TagRow } from '../../contract/tables/tags.ts'
import { readTag } from '../../contract/tag.ts'

/**
 * One row of an export. A session comes before its messages, and these in the order in which they were stored; what was
 * exported in one project is imported in another from these lines alone.
 */
export type PortableRow =
  | { readonly kind: 'session'; readonly row: SessionRow & Partial<Values<typeof identityColumns>> }
  | { readonly kind: 'message'; readonly row: MessageRow }
  | { readonly kind: 'note'; readonly row: NoteRow }
  | { readonly kind: 'tag'; readonly row: TagRow }

/** What of a session goes along: how fast its visitor sent, which mails were due and who gave it back are nothing that anybody reads later. */
export const portableSessionColumns = { ...sessionColumns, ...ratingColumns, ...identityColumns }

/** The row, or what keeps it from being stored, in a few words. */
export function readPortableRow(value: unknown): PortableRow | string {
  if (!isRecord(value)) return 'is no row of an export'
  // A place in one project says nothing in another.
  const given = isRecord(value['row']) ? { $sequence: 0, ...value['row'] } : null
  switch (value['kind']) {
    case 'session': {
      const row = readRow(portableSessionColumns, given)
      return row === null
        ? UNREADABLE
        : (problemIn(portableSessionColumns, { ...row }) ?? { kind: 'session', row })
    }
    case 'message': {
      const row = readRow(messageColumns, given)
      return row === null ? UNREADABLE : (problemIn(messageColumns, { ...row }) ?? { kind: 'message', row })
    }
    case 'note': {
      const row = readRow(noteColumns, given)
      return row === null ? UNREADABLE : (problemIn(noteColumns, { ...row }) ?? { kind: 'note', row })
    }
    case 'tag': {
      const row = readRow(tagColumns, given)
      if (row === null) return UNREADABLE
      if (readTag(row.tag) !== row.tag) return 'has a tag that can be none'
      return problemIn(tagColumns, { ...row }) ?? { kind: 'tag', row }
    }
    default:
      return 'is no row of an export'
  }
}

const UNREADABLE = 'lacks a field, or has one of another type'
/** Clocks of two servers differ by less. */
const AHEAD_MS = 60_000

/** What Appwrite, or what reads the row later, would stumble over. Null when nothing would. */
function problemIn(columns: Columns, row: RowMeta & Readonly<Record<string, unknown>>): string | null {
  for (const name of ['$id', 'sessionId'] as const) {
    const id = row[name]
    if (typeof id !== 'string' || !isRowId(id)) return `has a ${name} that Appwrite takes for none`
  }
  for (const name of ['$createdAt', '$updatedAt'] as const) {
    const moment = readMoment(row[name])
    if (moment === null) return `has a ${name} that is no date and time in ISO 8601`
    if (Date.parse(moment) > Date.now() + AHEAD_MS) return `has a ${name} that lies ahead`
  }
  for (const [name, column] of Object.entries(columns)) {
    const value = row[name]
    if (value === null || value === undefined) continue
    if (column.type === 'datetime' && (typeof value !== 'string' || readMoment(value) === null)) {
      return `has a ${name} that is no date and time in ISO 8601`
    }
    if (column.type !== 'string') continue
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (texts.some((text) => typeof text === 'string' && Array.from(text).length > column.size)) {
      return `has a ${name} of more than ${column.size.toLocaleString('en')} characters`
    }
  }
  return null
}
