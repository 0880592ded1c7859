import { readRow } from '../contract/read-row.ts'
import { sessionColumns, type SessionRow } from '../contract/tables/sessions.ts'
import { missing } from './missing-field.ts'
import { readList } from './read-settings.ts'

/** @throws ChatError `bad_answer` when the value is no session */
export function readSession(value: unknown): SessionRow {
  return readRow(sessionColumns, value) ?? missing('session')
}

/** Those of a list that can be read; a broken row is left out rather than all of them. */
export function readSessions(value: unknown): readonly SessionRow[] {
  return readList(value).flatMap((item) => readRow(sessionColumns, item) ?? [])
}
