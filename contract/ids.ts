/**
 * Ids are made by whoever creates the thing, so that sending it twice is harmless.
 * 128 random bits each: nobody can guess one, and none tells when it was made.
 */

/** Ids that we make carry 32 hex digits behind a letter for what they name. */
const MESSAGE_ID = /^m_[0-9a-f]{32}$/
const NOTE_ID = /^n_[0-9a-f]{32}$/
const ATTACHMENT_ID = /^f_[0-9a-f]{32}$/
const VISITOR_ID = /^v_[0-9a-f]{32}$/

function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  // Not `Array.from`, which old libraries of a page replace.
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A new session id, `s_` and 32 hex digits. */
export function newSessionId(): string {
  return `s_${randomHex()}`
}

/** A new message id, `m_` and 32 hex digits. */
export function newMessageId(): string {
  return `m_${randomHex()}`
}

/** A new note's id, `n_` and 32 hex digits. */
export function newNoteId(): string {
  return `n_${randomHex()}`
}

/** A new file's id, `f_` and 32 hex digits. */
export function newAttachmentId(): string {
  return `f_${randomHex()}`
}

/** Whether a text is a file's id as clients make them. */
export function isAttachmentId(text: string): boolean {
  return ATTACHMENT_ID.test(text)
}

/** The id of the bot's answer to a message: one question has one answer row, however often it is answered. */
export function answerIdFor(messageId: string): string {
  return `a_${messageId.slice(2)}`
}

/** The message that an answer of the bot answers, by its id. */
export function questionIdOf(answerId: string): string {
  return `m_${answerId.slice(2)}`
}

/** A new visitor's user id, `v_` and 32 hex digits: as unguessable as a session's, and told apart from it at a glance. */
export function newVisitorId(): string {
  return `v_${randomHex()}`
}

/** A new agent's user id, `agent_` and 30 hex digits, as long as Appwrite takes. */
export function newAgentId(): string {
  return `agent_${randomHex().slice(0, 30)}`
}

/** Whether a user id is one that `newVisitorId` made: only such users are ours to delete. */
export function isVisitorId(text: string): boolean {
  return VISITOR_ID.test(text)
}

/** Whether a text is a note's id as clients make them. */
export function isNoteId(text: string): boolean {
  return NOTE_ID.test(text)
}

/** Whether a text is a message id as clients make them. */
export function isMessageId(text: string): boolean {
  return MESSAGE_ID.test(text)
}
