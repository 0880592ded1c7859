import * as z from 'zod/mini'
import { NoteAnswer, ReplyAnswer, SessionChangedAnswer } from '../contract/admin-answers.ts'
import { adminPaths } from '../contract/admin-api.ts'
import { isUserId } from '../contract/appwrite-ids.ts'
import { MessageText } from '../contract/chat-requests.ts'
import { SessionId, SessionSummary, summaryOf } from './read-tools.ts'
import { defineTool } from './tool.ts'

const AgentId = () => z.optional(z.string().check(z.refine(isUserId, 'must be a user id')))
const Changed = () => z.object({ session: SessionSummary(), changed: z.boolean() })

export const reply = () =>
  defineTool({
    name: 'reply',
    title: 'Reply to a visitor',
    description:
      'Sends the visitor a message in the name of the agent who holds the session. They read it at once.',
    writes: true,
    isDestructive: true,
    isIdempotent: false,
    input: z.strictObject({ sessionId: SessionId(), text: MessageText() }),
    output: z.object({ messageId: z.string(), session: SessionSummary() }),
    run: async (context, { sessionId, text }) => {
      const answer = ReplyAnswer.parse(await context.api('POST', adminPaths.messages(sessionId), { text }))
      return { messageId: answer.message.$id, session: summaryOf(answer.session, context) }
    },
  })

export const addNote = () =>
  defineTool({
    name: 'add_note',
    title: 'Add a note',
    description: 'Leaves agents a note about a session. Visitors never see it.',
    writes: true,
    isDestructive: false,
    isIdempotent: false,
    input: z.strictObject({ sessionId: SessionId(), text: MessageText() }),
    output: z.object({ noteId: z.string() }),
    run: async ({ api }, { sessionId, text }) => {
      const { note } = NoteAnswer.parse(await api('POST', adminPaths.notes(sessionId), { text }))
      return { noteId: note.$id }
    },
  })

export const assign = () =>
  defineTool({
    name: 'assign',
    title: 'Assign a session',
    description:
      'Assigns a session to an agent: the bot is silent from then on. An agent who calls it claims the session.',
    writes: true,
    isDestructive: false,
    isIdempotent: true,
    input: z.strictObject({
      sessionId: SessionId(),
      agentId: AgentId(),
      transfer: z.optional(z.boolean().check(z.describe('Also when it is another agent’s.'))),
    }),
    output: Changed(),
    run: async (context, { sessionId, ...body }) => {
      const answer = SessionChangedAnswer.parse(await context.api('POST', adminPaths.assign(sessionId), body))
      return { session: summaryOf(answer.session, context), changed: answer.changed }
    },
  })

export const close = () =>
  defineTool({
    name: 'close',
    title: 'Close a session',
    description: 'Closes a session. The visitor is told; a new message of theirs opens it again for a while.',
    writes: true,
    isDestructive: true,
    isIdempotent: true,
    input: z.strictObject({ sessionId: SessionId() }),
    output: Changed(),
    run: async (context, { sessionId }) => {
      const answer = SessionChangedAnswer.parse(await context.api('POST', adminPaths.close(sessionId)))
      return { session: summaryOf(answer.session, context), changed: answer.changed }
    },
  })
