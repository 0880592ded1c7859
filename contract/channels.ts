import { MESSAGES_TABLE_ID } from './tables/messages.ts'
import { NOTES_TABLE_ID } from './tables/notes.ts'
import { SESSIONS_TABLE_ID } from './tables/sessions.ts'
import { TAGS_TABLE_ID } from './tables/tags.ts'

/** Realtime channel of all messages that the listener may read. */
export function messagesChannel(databaseId: string): string {
  return `tablesdb.${databaseId}.tables.${MESSAGES_TABLE_ID}.rows`
}

/** Realtime channel of all sessions that the listener may read. */
export function sessionsChannel(databaseId: string): string {
  return `tablesdb.${databaseId}.tables.${SESSIONS_TABLE_ID}.rows`
}

/** Realtime channel of all notes of agents. */
export function notesChannel(databaseId: string): string {
  return `tablesdb.${databaseId}.tables.${NOTES_TABLE_ID}.rows`
}

/** Realtime channel of all tags. */
export function tagsChannel(databaseId: string): string {
  return `tablesdb.${databaseId}.tables.${TAGS_TABLE_ID}.rows`
}

/** Realtime channel of one session. */
export function sessionChannel(databaseId: string, sessionId: string): string {
  return `${sessionsChannel(databaseId)}.${sessionId}`
}
