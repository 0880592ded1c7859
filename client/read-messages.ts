import { readRow } from '../contract/read-row.ts'
import { messageColumns, type MessageRow } from '../contract/tables/messages.ts'
import { readList } from './read-settings.ts'

/** A message as it came, or null when it isn't one. */
export function readMessage(value: unknown): MessageRow | null {
  return readRow(messageColumns, value)
}

/** Those of a list that can be read; a broken row is left out rather than all of them. */
export function readMessages(value: unknown): readonly MessageRow[] {
  return readList(value).flatMap((item) => readMessage(item) ?? [])
}
