import { ChatError } from '../../client/chat-error.ts'
import { fetchFile } from '../../client/fetch-file.ts'
import type { TranscriptReader } from '../../client/live-transcript.ts'
import { listTableRows } from '../../client/list-rows.ts'
import * as query from '../../client/query.ts'
import { readMessage } from '../../client/read-messages.ts'
import { readTable } from '../../client/read-table.ts'
import { uploadFile, type Upload } from '../../client/upload-file.ts'
import * as adminAttachmentPaths from '../../contract/admin-attachment-paths.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import type { Attachment } from '../../contract/attachment.ts'
import * as handoffPaths from '../../contract/handoff-paths.ts'
import { readRow } from '../../contract/read-row.ts'
import { CANNED_REPLIES_TABLE_ID, cannedReplyColumns } from '../../contract/tables/canned-replies.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { AgentConnection } from '../agent-connection.ts'
import type { CannedReply } from './canned-replies.ts'
import { InboxError } from '../inbox-error.ts'
import { callAdmin, sessionIn } from '../call-admin.ts'
import { explainRefusals, unexpectedAnswer } from '../explain-refusals.ts'

/** More are more than anybody remembers. */
const CANNED_REPLIES_MAX = 500

export type ConversationCalls = ReturnType<typeof createConversationCalls>

/** Reads one session, and does what agents do with it. Every method throws `InboxError`. */
export function createConversationCalls(connection: AgentConnection) {
  const { target, databaseId, secret } = connection

  async function change(path: string, body: object = {}): Promise<SessionRow> {
    return sessionIn(await callAdmin(connection, { method: 'POST', path, body }))
  }

  return {
    /** Reads one session for its transcript. */
    reader: (sessionId: string): TranscriptReader => {
      const read = () => readTable(target, { databaseId, sessionId, secret: secret() })
      return {
        session: () => explainRefusals(read().session()),
        after: (messageId) => explainRefusals(read().after(messageId)),
        before: (messageId, size) => explainRefusals(read().before(messageId, size)),
      }
    },

    /** In the order of their shortcuts. */
    cannedReplies: async (): Promise<readonly CannedReply[]> => {
      const rows = await explainRefusals(
        listTableRows(target, { databaseId, secret: secret() }, CANNED_REPLIES_TABLE_ID, [
          query.limit(CANNED_REPLIES_MAX),
        ]),
      )
      return rows
        .flatMap((row) => readRow(cannedReplyColumns, row) ?? [])
        .sort((one, other) => one.shortcut.localeCompare(other.shortcut))
    },

    claim: (sessionId: string) => change(adminPaths.assign(sessionId)),
    takeOver: (sessionId: string) => change(adminPaths.assign(sessionId), { transfer: true }),
    release: (sessionId: string) => change(adminPaths.release(sessionId)),
    returnToBot: (sessionId: string) => change(adminPaths.returnToBot(sessionId)),
    close: (sessionId: string) => change(adminPaths.close(sessionId)),
    reopen: (sessionId: string) => change(adminPaths.reopen(sessionId)),

    /** Makes an article of an agent's reply, for somebody to approve. Doing it again is harmless. */
    suggest: async (sessionId: string, messageId: string): Promise<void> => {
      await callAdmin(connection, {
        method: 'POST',
        path: adminPaths.suggest(sessionId, messageId),
        body: {},
      })
    },

    /** A file that a reply is to carry; again with the same id it goes on where it was cut. */
    upload: (
      sessionId: string,
      fileId: string,
      upload: Pick<Upload, 'file' | 'onProgress' | 'signal'>,
    ): Promise<Attachment> =>
      explainRefusals(
        uploadFile(target, secret(), {
          ...upload,
          path: adminAttachmentPaths.attachment(sessionId, fileId),
          functionId: 'admin',
        }),
      ),

    /** The bytes of a file in a message. */
    file: async (attachment: Attachment): Promise<Blob> => {
      try {
        return await fetchFile(target, secret(), attachment)
      } catch (thrown) {
        if (thrown instanceof ChatError && thrown.code === 'attachment_not_found')
          throw new InboxError('attachment_not_found', 'This file is no longer there.', { cause: thrown })
        return explainRefusals(Promise.reject(thrown))
      }
    },
    /** Says up to which message the agent has the session on their screen. */
    seen: (sessionId: string, sequence: number) => change(handoffPaths.seen(sessionId), { sequence }),

    /** Sending the same id again is harmless. */
    reply: async (
      sessionId: string,
      id: string,
      text: string,
      files: readonly Attachment[],
    ): Promise<{ message: MessageRow; session: SessionRow }> => {
      const path = adminPaths.messages(sessionId)
      const body = { id, text, ...(files.length > 0 && { attachments: files.map((file) => file.id) }) }
      const answer = await callAdmin(connection, { method: 'POST', path, body })
      const message = readMessage(answer['message'])
      if (message === null) throw unexpectedAnswer()
      return { message, session: sessionIn(answer) }
    },
  }
}
