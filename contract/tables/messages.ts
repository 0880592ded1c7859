import * as attachmentLimits from '../attachment-limits.ts'
import * as limits from '../limits.ts'
import { SENDERS } from '../senders.ts'
import type { Columns, Row, Table, Values } from '../table.ts'

/** `streaming` while the bot is writing it, `stopped` when the visitor has ended that. */
export const MESSAGE_STATES = ['streaming', 'complete', 'failed', 'stopped'] as const

/** What a message of sender `system` reports; each surface words it itself. */
export const SESSION_EVENTS = [
  'escalated',
  'agent_joined',
  'agent_left',
  'returned_to_bot',
  'closed',
  'expired',
  'reopened',
] as const
export type SessionEvent = (typeof SESSION_EVENTS)[number]

/**
 * What an answer of the bot is: passages quoted from articles, articles to choose from, that it doesn't know, small talk,
 * words that a language model generated, or that the articles are in other languages than the question.
 */
export const ANSWER_KINDS = [
  'quote',
  'choices',
  'unknown',
  'small_talk',
  'generated',
  'other_language',
] as const
export type AnswerKind = (typeof ANSWER_KINDS)[number]

export const FEEDBACK = ['up', 'down'] as const
export type Feedback = (typeof FEEDBACK)[number]

export const MESSAGES_TABLE_ID = 'messages'

/** The row id is made by the sender's client; order is `$sequence`, never a clock. */
export const messageColumns = {
  sessionId: { type: 'string', size: 36, required: true },
  sender: { type: 'enum', elements: SENDERS },
  authorId: { type: 'string', size: 36 },
  authorName: { type: 'string', size: limits.authorNameMax },
  text: { type: 'string', size: limits.messageTextMax },
  state: { type: 'enum', elements: MESSAGE_STATES, default: 'complete' },
  /** Null for what the bot didn't write, but for the system message in place of a second answer that it doesn't know. */
  answerKind: { type: 'enum', elements: ANSWER_KINDS },
  /** JSON text: a list of `Source`. */
  sources: { type: 'string', size: limits.sourcesMax },
  /** JSON text: a list of `Attachment`, see `attachment.ts`. */
  attachments: { type: 'string', size: attachmentLimits.columnMax },
  event: { type: 'enum', elements: SESSION_EVENTS },
  /** What the visitor says of an answer of the bot. */
  feedback: { type: 'enum', elements: FEEDBACK },
} as const satisfies Columns

/** Messages of all sessions. Read like their session; nobody but Functions writes. */
export const messages = {
  id: MESSAGES_TABLE_ID,
  name: 'Messages',
  permissions: ['read("team:agents")'],
  rowSecurity: true,
  columns: messageColumns,
  indexes: [
    { key: 'by_session', type: 'key', columns: ['sessionId'], orders: ['ASC'] },
    { key: 'by_answer_kind', type: 'key', columns: ['answerKind'], orders: ['ASC'] },
    { key: 'by_feedback', type: 'key', columns: ['feedback'], orders: ['ASC'] },
  ],
} as const satisfies Table<typeof messageColumns>

export type MessageRow = Row<typeof messageColumns>
export type MessageValues = Values<typeof messageColumns>

/** An article that an answer quotes or offers. `url` is http or https, or null. */
export interface Source {
  readonly articleId: string
  readonly title: string
  readonly url: string | null
  /** Whether it is to choose from, rather than what the answer is from. */
  readonly isOffered?: true
}
