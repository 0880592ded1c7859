import { newMessageId } from '../../contract/ids.ts'
import type { AuditEntry } from '../repositories/audit.ts'
import type { SessionStep } from '../repositories/guarded-writes.ts'
import type { Answered, GuardedHappening, Moved } from './happenings.ts'

/** Every row that a happening writes, its row in `audit` among them. */
export function stepOf(happening: GuardedHappening): SessionStep {
  switch (happening.kind) {
    case 'answered':
      return stepOfAnswer(happening)
    case 'wrote': {
      const { session, message, values } = happening
      const { $id: sessionId, visitorId } = session
      const said = { ...message, sender: 'user', authorId: visitorId, visitorId } as const
      return { sessionId, values, message: said, audit: [] }
    }
    case 'told': {
      const { sessionId, action, actor, detail, values } = happening
      return { sessionId, values, audit: [{ action, actor, sessionId, detail }] }
    }
    case 'finished': {
      const { sessionId, messageId, message, values, endsTurn } = happening
      const finished = { id: messageId, values: message }
      return { sessionId, values, finished, audit: [], ...(endsTurn && { endsTurn }) }
    }
    case 'retracted': {
      const { sessionId, messageId } = happening
      const removed = { ids: [messageId], before: null }
      return { sessionId, values: {}, removed, countsOneLess: true, audit: [] }
    }
    case 'moved':
      return stepOfMove(happening)
    case 'tagged': {
      const { sessionId, tag, isAdded, actor } = happening
      const action = isAdded ? 'tag' : 'untag'
      // Written as it is, so that a deletion at the same moment fails the commit.
      const values = { sessionId }
      return {
        sessionId,
        values,
        tagged: { tag, isAdded },
        audit: [{ action, actor, sessionId, detail: { tag } }],
      }
    }
    case 'cleared': {
      const { sessionId, removed, messages, actor } = happening
      const audit = [{ action: 'clear', actor, sessionId, detail: { messages } }] as const
      return { sessionId, values: NOTHING_SAID, removed, audit }
    }
    case 'removed': {
      const { sessionId, messages, startedAt, actor, partOf } = happening
      const deletion: AuditEntry = { action: 'delete', actor, sessionId, detail: { messages, startedAt } }
      return { sessionId, values: null, audit: partOf === undefined ? [deletion] : [deletion, partOf] }
    }
  }
}

/** What a session's row has from its messages: the chat is named after one, too. */
const NOTHING_SAID = {
  messageCount: 0,
  preview: null,
  previewSender: null,
  chatName: null,
  escalationReason: null,
  escalationSummary: null,
  sentiment: null,
  mailDueAt: null,
} as const

function stepOfAnswer({ session, message, values, by }: Answered): SessionStep {
  const { $id: sessionId, visitorId } = session
  const step = { sessionId, values, message: { ...message, sender: by.sender, visitorId } }
  if (by.sender === 'bot') {
    return { ...step, audit: [], ...(message.state !== 'streaming' && { endsTurn: true }) }
  }
  const detail = { messageId: message.id, authorId: message.authorId ?? null }
  return { ...step, audit: [{ action: 'reply', actor: by.actor, sessionId, detail }] }
}

function stepOfMove({ session, move, outcome, actor, report, extra = {}, endsTurn }: Moved): SessionStep {
  const { $id: sessionId, visitorId } = session
  return {
    sessionId,
    values: { ...outcome.patch, ...extra },
    message: {
      id: report?.messageId ?? newMessageId(),
      ...(report && { answerKind: report.answerKind }),
      sender: 'system',
      event: outcome.event,
      authorId: actor.id,
      authorName: move.kind === 'assign' || move.kind === 'transfer' ? move.agentName : actor.name,
      visitorId,
    },
    audit: [
      {
        action: move.kind,
        actor,
        sessionId,
        ...('agentId' in move && { detail: { agentId: move.agentId } }),
      },
    ],
    ...(endsTurn && { endsTurn }),
  }
}
