import { newMessageId } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import type { SessionValues } from '../../contract/tables/sessions.ts'
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
      const { sessionId, messageId, values = {} } = happening
      const removed = { ids: [messageId], before: null }
      return { sessionId, values, removed, countsOneLess: true, audit: [] }
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
  ratingComment: null,
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

function stepOfMove(moved: Moved): SessionStep {
  const { session, move, outcome, actor, report, extra = {}, isAutomatic, detail, note, endsTurn } = moved
  const { $id: sessionId, visitorId } = session
  const at = new Date().toISOString()
  const told = {
    ...('agentId' in move && { agentId: move.agentId }),
    ...(isAutomatic && { automatic: true }),
    ...detail,
  }
  return {
    sessionId,
    values: { ...outcome.patch, ...handoffOf(moved, at), ...extra },
    message: {
      id: report?.messageId ?? newMessageId(),
      ...(report && { answerKind: report.answerKind }),
      sender: 'system',
      event: outcome.event,
      authorId: actor.id,
      authorName: move.kind === 'assign' || move.kind === 'transfer' ? move.agentName : actor.name,
      visitorId,
    },
    audit: [{ action: move.kind, actor, sessionId, detail: told }],
    note,
    ...(isAutomatic && 'agentId' in move && { givenTo: { agentId: move.agentId, at } }),
    ...(endsTurn && { endsTurn }),
  }
}

/** What was said of the chat that ended is in `audit`; the one that goes on is rated anew. */
const NOT_RATED = { rating: null, ratingComment: null, ratedAt: null, ratingChanged: false } as const
const HELD_BY_NOBODY = { assignedAt: null, assignedAutomatically: false, participants: [] }

/** Who had it and gave up is remembered as long as it waits: whoever asks for a person anew may be given to anybody. */
function handoffOf({ session, move, isAutomatic }: Moved, at: string): Partial<SessionValues> {
  switch (move.kind) {
    case 'assign':
    case 'transfer':
      return {
        assignedAt: at,
        assignedAutomatically: isAutomatic ?? false,
        // Whoever holds it takes part anyway.
        participants: (session.participants ?? []).filter((id) => id !== move.agentId),
      }
    case 'release': {
      const { assignedAgent = null, givenBackBy = [] } = session
      const all = new Set([...givenBackBy, ...(assignedAgent === null ? [] : [assignedAgent])])
      return { ...HELD_BY_NOBODY, givenBackBy: [...all].slice(-limits.givenBackByMax) }
    }
    case 'escalate':
    case 'return_to_bot':
    case 'close':
    case 'expire':
      return { ...HELD_BY_NOBODY, givenBackBy: [] }
    case 'reopen':
      return { ...HELD_BY_NOBODY, givenBackBy: [], ...NOT_RATED }
  }
}
