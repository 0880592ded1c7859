import { readRow } from '../contract/read-row.ts'
import type { SessionRow } from '../contract/tables/sessions.ts'
import { visitorsSessionColumns } from '../contract/tables/visitors-session.ts'
import { missing } from './missing-field.ts'
import { readList } from './read-settings.ts'

/** @throws ChatError `bad_answer` when the value is no session */
export function readSession(value: unknown): SessionRow {
  return readRow(visitorsSessionColumns, value) ?? missing('session')
}

/** Those of a list that can be read; a broken row is left out rather than all of them. */
export function readSessions(value: unknown): readonly SessionRow[] {
  return readList(value).flatMap((item) => readRow(visitorsSessionColumns, item) ?? [])
}
