import type { Credentials, SendAnswer, SessionAnswer } from '../contract/chat-api.ts'
import { isRecord } from '../contract/is-record.ts'
import { missing } from './missing-field.ts'
import { readMessage, readMessages } from './read-messages.ts'
import { readSession } from './read-sessions.ts'
import { readSettings, readText } from './read-settings.ts'

/** An answer's fields, before they are known to be right. */
export type Fields = Readonly<Record<string, unknown>>

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
