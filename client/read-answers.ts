import type { Credentials, SendAnswer, SessionAnswer } from '../contract/chat-api.ts'
import { isRecord } from '../contract/is-record.ts'
import { readRow } from '../contract/read-row.ts'
import { messageColumns, type MessageRow } from '../contract/tables/messages.ts'
import { sessionColumns, type SessionRow } from '../contract/tables/sessions.ts'
import { readList, readSettings, readText } from './read-settings.ts'
import { ChatError } from './chat-error.ts'

/** An answer's fields, before they are known to be right. */
export type Fields = Readonly<Record<string, unknown>>

/** A message as it came, or null when it isn't one. */
export function readMessage(value: unknown): MessageRow | null {
  return readRow(messageColumns, value)
}

/** @throws ChatError `bad_answer` when the value is no session */
export function readSession(value: unknown): SessionRow {
  return readRow(sessionColumns, value) ?? missing('session')
}

/** Those of a list that can be read; a broken row is left out rather than all of them. */
export function readMessages(value: unknown): readonly MessageRow[] {
  return readList(value).flatMap((item) => readMessage(item) ?? [])
}

/** Like `readMessages`, for the visitor's own sessions. */
export function readSessions(value: unknown): readonly SessionRow[] {
  return readList(value).flatMap((item) => readRow(sessionColumns, item) ?? [])
}

/** @throws ChatError `bad_answer` */
export function readSessionAnswer(answer: Fields): SessionAnswer {
  return {
    session: readSession(answer['session']),
    messages: readMessages(answer['messages']),
    hasOlder: answer['hasOlder'] === true,
    settings: readSettings(answer['settings']),
    credentials: readCredentials(answer['credentials']),
    databaseId: readText(answer['databaseId']) ?? missing('databaseId'),
  }
}

/** @throws ChatError `bad_answer` */
export function readSendAnswer(answer: Fields): SendAnswer {
  return {
    message: readMessage(answer['message']) ?? missing('message'),
    session: readSession(answer['session']),
    duplicate: answer['duplicate'] === true,
  }
}

/** Proof of who a visitor is, or null. */
export function readCredentials(value: unknown): Credentials | null {
  if (!isRecord(value)) return null
  const userId = readText(value['userId'])
  const secret = readText(value['secret'])
  return userId && secret ? { userId, secret } : null
}

function missing(field: string): never {
  throw new ChatError('bad_answer', `the answer has no ${field}`)
}
