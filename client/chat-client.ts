import type { Credentials, SendAnswer, SessionAnswer, SiteSettings, Wait } from '../contract/chat-api.ts'
import { regenerate } from '../contract/chat-answer-path.ts'
import type { Attachment } from '../contract/attachment.ts'
import * as chatAttachmentPaths from '../contract/chat-attachment-paths.ts'
import * as chatHandoffPaths from '../contract/chat-handoff-paths.ts'
import * as chatMailPaths from '../contract/chat-mail-paths.ts'
import * as chatPaths from '../contract/chat-paths.ts'
import type { ChangeMessageRequest, SendRequest, StartRequest } from '../contract/chat-requests.ts'
import type { MessageRow } from '../contract/tables/messages.ts'
import type { SessionRow } from '../contract/tables/sessions.ts'
import type { Theme } from '../contract/theme.ts'
import type { UserMetaChange } from '../contract/user-meta.ts'
import { executeFunction, type FunctionAnswer, type FunctionCall } from './execute-function.ts'
import { followSession, type Following, type SessionListener } from './follow-session.ts'
import { fetchFile } from './fetch-file.ts'
import type { Target } from './http.ts'
import { uploadFile, type Upload } from './upload-file.ts'
import { createServerClock } from './server-clock.ts'
import { readSettings } from './read-settings.ts'
import { readMessageAnswer, readSendAnswer, readSessionAnswer, type Fields } from './read-answers.ts'
import { readSession, readSessions } from './read-sessions.ts'
import { readWait } from './read-wait.ts'

/** What a visitor's `PATCH` may say: the name, the theme as a whole, changes to the metadata, the language. */
export interface SessionChange {
  readonly chatName?: string
  readonly theme?: Theme
  readonly userMeta?: UserMetaChange
  readonly locale?: string
}

/** How a chat was. */
export interface Rating {
  /** Stars, from 1 to 5. */
  readonly score: number
  readonly comment?: string
}

/**
 * A visitor's client of one Appwrite project. Every promise rejects with a ChatError only.
 *
 * It knows who the visitor is once `signIn` named one; nothing is stored here. An answer signs nobody in by itself:
 * whoever requested it may have logged out since.
 */
export interface ChatClient {
  readonly credentials: () => Credentials | null
  readonly signIn: (credentials: Credentials | null) => void
  readonly settings: () => Promise<SiteSettings>
  /**
   * A new session: of the visitor, or of a new one, whom the answer names, when there is none. `begun` is the answer to a call of that kind
   * that is already under way.
   */
  readonly start: (request: StartRequest, begun?: Promise<FunctionAnswer> | null) => Promise<SessionAnswer>
  /** Read as `owner`, who isn’t signed in by it: calls meanwhile are still the visitor’s. */
  readonly resume: (sessionId: string, owner?: Credentials | null) => Promise<SessionAnswer>
  /** The session that a link of a mail opens, and its visitor. */
  readonly openLink: (token: string) => Promise<SessionAnswer>
  /** Harmless to repeat with the same id. */
  readonly send: (sessionId: string, request: SendRequest) => Promise<SendAnswer>
  /** Says of an answer of the bot whether it helped, or ends one that is being written. */
  readonly changeMessage: (
    sessionId: string,
    messageId: string,
    change: ChangeMessageRequest,
  ) => Promise<MessageRow>
  /** Has a model's answer written anew: it is gone then, and another one comes. */
  readonly regenerate: (sessionId: string, messageId: string) => Promise<SessionRow>
  /** A file that a message is to carry; again with the same id it goes on where it was cut. */
  readonly upload: (
    sessionId: string,
    fileId: string,
    upload: Pick<Upload, 'file' | 'onProgress' | 'signal'>,
  ) => Promise<Attachment>
  /** Removes one that no message carries. */
  readonly removeUpload: (sessionId: string, fileId: string) => Promise<void>
  /** The bytes of a file in a message. */
  readonly file: (attachment: Attachment) => Promise<Blob>
  readonly escalate: (sessionId: string) => Promise<SessionRow>
  /** What may be expected of waiting for a person; null when the session doesn't wait. */
  readonly wait: (sessionId: string) => Promise<Wait | null>
  readonly change: (sessionId: string, change: SessionChange) => Promise<SessionRow>
  readonly close: (sessionId: string) => Promise<SessionRow>
  /** Says up to which message the visitor has seen the chat. */
  readonly seen: (sessionId: string, sequence: number) => Promise<void>
  /** Says how a chat was that is over: stars, from 1 to 5, and a comment. */
  readonly rate: (sessionId: string, rating: Rating) => Promise<void>
  /** Deletes its messages, for good. */
  readonly clear: (sessionId: string) => Promise<SessionRow>
  /** Deletes it and its messages, for good. */
  readonly remove: (sessionId: string) => Promise<void>
  /** The visitor's own, most recently active first. */
  readonly ownSessions: () => Promise<readonly SessionRow[]>
  /** Holds the session that an answer began. */
  readonly follow: (answer: SessionAnswer, listener: SessionListener) => Following
  /** The server's time as far as its answers tell, in milliseconds since 1970: a wrong clock here does no harm. */
  readonly now: () => number
}

export function createChatClient(target: Target): ChatClient {
  let visitor: Credentials | null = null
  const clock = createServerClock()

  async function run(
    call: FunctionCall,
    begun?: Promise<FunctionAnswer> | null,
    caller = visitor,
  ): Promise<Fields> {
    const answer = await (begun ?? executeFunction(target, caller?.secret ?? null, call))
    clock.learn(answer.sentAt, answer.serverTime, answer.answeredAt)
    return answer.fields
  }

  async function changed(call: FunctionCall): Promise<SessionRow> {
    return readSession((await run(call))['session'])
  }

  return {
    credentials: () => visitor,
    signIn: (credentials) => {
      visitor = credentials
    },
    settings: async () => readSettings((await run({ method: 'GET', path: chatPaths.settings }))['settings']),
    start: async (body, begun) => {
      const call = { method: 'POST', path: chatPaths.sessions, body } as const
      return readSessionAnswer(await run(call, begun))
    },
    resume: async (sessionId, owner) =>
      readSessionAnswer(await run({ method: 'GET', path: chatPaths.session(sessionId) }, null, owner)),
    openLink: async (token) =>
      readSessionAnswer(await run({ method: 'POST', path: chatMailPaths.links, body: { token } })),
    send: async (sessionId, body) =>
      readSendAnswer(await run({ method: 'POST', path: chatPaths.messages(sessionId), body })),
    changeMessage: async (sessionId, messageId, body) =>
      readMessageAnswer(await run({ method: 'PATCH', path: chatPaths.message(sessionId, messageId), body })),
    regenerate: (sessionId, messageId) =>
      changed({ method: 'POST', path: regenerate(sessionId, messageId), body: {} }),
    upload: (sessionId, fileId, upload) =>
      uploadFile(target, visitor?.secret ?? null, {
        ...upload,
        path: chatAttachmentPaths.attachment(sessionId, fileId),
        functionId: 'chat',
      }),
    removeUpload: async (sessionId, fileId) => {
      await run({ method: 'DELETE', path: chatAttachmentPaths.attachment(sessionId, fileId) })
    },
    file: (attachment) => fetchFile(target, visitor?.secret ?? null, attachment),
    escalate: (sessionId) => changed({ method: 'POST', path: chatPaths.escalate(sessionId), body: {} }),
    wait: async (sessionId) =>
      readWait((await run({ method: 'GET', path: chatHandoffPaths.wait(sessionId) }))['wait']),
    change: (sessionId, body) => changed({ method: 'PATCH', path: chatPaths.session(sessionId), body }),
    close: (sessionId) => changed({ method: 'POST', path: chatPaths.close(sessionId), body: {} }),
    seen: async (sessionId, sequence) => {
      await run({ method: 'POST', path: chatMailPaths.seen(sessionId), body: { sequence } })
    },
    rate: async (sessionId, body) => {
      await run({ method: 'POST', path: chatHandoffPaths.rating(sessionId), body })
    },
    clear: (sessionId) => changed({ method: 'DELETE', path: chatPaths.messages(sessionId) }),
    remove: async (sessionId) => {
      await run({ method: 'DELETE', path: chatPaths.session(sessionId) })
    },
    ownSessions: async () =>
      readSessions((await run({ method: 'GET', path: chatPaths.sessions }))['sessions']),
    follow: (answer, listener) =>
      // Without a secret Appwrite shows a guest nothing: the session counts as gone.
      followSession(target, answer, visitor?.secret ?? '', listener),
    now: clock.now,
  }
}
