import type { Credentials, Rating, SendAnswer, SessionAnswer } from '../contract/chat-api.ts'
import { isRecord } from '../contract/is-record.ts'
import type { MessageRow } from '../contract/tables/messages.ts'
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
    rating: readRating(answer['rating']),
    databaseId: readText(answer['databaseId']) ?? missing('databaseId'),
  }
}

/** @throws ChatError `bad_answer` */
export function readSendAnswer(answer: Fields): SendAnswer {
  return {
    message: readMessageAnswer(answer),
    session: readSession(answer['session']),
    duplicate: answer['duplicate'] === true,
  }
}

/** @throws ChatError `bad_answer` */
export function readMessageAnswer(answer: Fields): MessageRow {
  return readMessage(answer['message']) ?? missing('message')
}

/** What the visitor has said of the chat; null where nothing was said. */
function readRating(value: unknown): Rating | null {
  if (!isRecord(value)) return null
  const { score, comment, ratedAt, isFinal } = value
  if (typeof score !== 'number' || typeof ratedAt !== 'string') return null
  return { score, comment: readText(comment), ratedAt, isFinal: isFinal === true }
}

/** Proof of who a visitor is, or null. */
export function readCredentials(value: unknown): Credentials | null {
  if (!isRecord(value)) return null
  const userId = readText(value['userId'])
  const secret = readText(value['secret'])
  return userId && secret ? { userId, secret } : null
}
