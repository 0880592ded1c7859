import { readAttachments } from '../../contract/attachment.ts'
import { stateOf, type SessionState } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { NoteRow } from '../../contract/tables/notes.ts'
import type { Values } from '../../contract/table.ts'
import type { PacedSessionRow, SessionRow } from '../../contract/tables/sessions.ts'
import type { identityColumns } from '../../contract/tables/visitor-marks.ts'
import { parseTheme, type Theme } from '../../contract/theme.ts'
import { parseUserMeta, type UserMeta } from '../../contract/user-meta.ts'

/** A session as `--json` gives it: whole ids, times in ISO 8601, JSON columns opened. */
export interface SessionReport {
  readonly sessionId: string
  readonly chatName: string | null
  readonly status: SessionRow['status']
  readonly state: SessionState
  readonly needsHuman: boolean
  readonly assignedAgent: string | null
  readonly agentName: string | null
  readonly messageCount: number
  readonly lastSeen: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
  /** From creation to last activity. */
  readonly durationSeconds: number | null
  readonly visitorId: string | null
  readonly bot: string | null
  readonly corpora: readonly string[]
  readonly preview: string | null
  readonly escalationReason: string | null
  readonly sentiment: number | null
  /** Stars, from 1 to 5. */
  readonly rating: number | null
  readonly ratingComment: string | null
  /** Who the site's own server says the visitor is. What follows is what its page says, which nobody has verified. */
  readonly verifiedId: string | null
  readonly verifiedName: string | null
  readonly verifiedEmail: string | null
  readonly userMeta: UserMeta
  readonly theme: Theme
}

/** All of its fields, in their order. */
export const REPORT_FIELDS = [
  'sessionId',
  'chatName',
  'status',
  'state',
  'needsHuman',
  'assignedAgent',
  'agentName',
  'messageCount',
  'lastSeen',
  'createdAt',
  'expiresAt',
  'durationSeconds',
  'visitorId',
  'bot',
  'corpora',
  'preview',
  'escalationReason',
  'sentiment',
  'rating',
  'ratingComment',
  'verifiedId',
  'verifiedName',
  'verifiedEmail',
  'userMeta',
  'theme',
] as const satisfies readonly (keyof SessionReport)[]

export function reportSession(
  session: SessionRow &
    Pick<PacedSessionRow, 'rating' | 'ratingComment'> &
    Partial<Values<typeof identityColumns>>,
): SessionReport {
  const duration =
    session.lastSeen === null
      ? null
      : Math.round((Date.parse(session.lastSeen) - Date.parse(session.$createdAt)) / 1000)
  return {
    sessionId: session.$id,
    chatName: session.chatName,
    status: session.status,
    state: stateOf(session),
    needsHuman: session.needsHuman,
    assignedAgent: session.assignedAgent,
    agentName: session.agentName,
    messageCount: session.messageCount,
    lastSeen: session.lastSeen,
    createdAt: session.$createdAt,
    expiresAt: session.expiresAt,
    durationSeconds: duration === null ? null : Math.max(0, duration),
    visitorId: session.visitorId,
    bot: session.bot,
    corpora: session.corpora,
    preview: session.preview,
    escalationReason: session.escalationReason,
    sentiment: session.sentiment,
    rating: session.rating,
    ratingComment: session.ratingComment,
    verifiedId: session.verifiedId ?? null,
    verifiedName: session.verifiedName ?? null,
    verifiedEmail: session.verifiedEmail ?? null,
    userMeta: parseUserMeta(session.userMeta),
    theme: parseTheme(session.theme),
  }
}

/** A message as `--json` gives it. */
export function reportMessage(message: MessageRow) {
  return {
    messageId: message.$id,
    sequence: message.$sequence,
    createdAt: message.$createdAt,
    sender: message.sender,
    authorName: message.authorName,
    event: message.event,
    text: message.text,
    state: message.state,
    sources: openJson(message.sources),
    attachments: readAttachments(message.attachments),
  }
}

/** A note as `--json` gives it. */
export function reportNote(note: NoteRow) {
  return { noteId: note.$id, createdAt: note.$createdAt, authorName: note.authorName, text: note.text }
}

function openJson(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
