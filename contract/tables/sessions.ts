import * as limits from '../limits.ts'
import * as sizes from '../session-sizes.ts'
import type { Columns, Row, Values } from '../table.ts'
import { SENDERS } from '../senders.ts'
import type {
  agentSeenColumns,
  identityColumns,
  identityKeyColumns,
  receiptColumns,
} from './visitor-marks.ts'

export const SESSION_STATUSES = ['active', 'agent_assigned', 'closed'] as const

export const SESSIONS_TABLE_ID = 'sessions'

/** `sessionId` to `theme` keep the names that older scripts and people know; creation time is `$createdAt`. */
export const sessionColumns = {
  sessionId: { type: 'string', size: 36, required: true },
  status: { type: 'enum', elements: SESSION_STATUSES, default: 'active' },
  lastSeen: { type: 'datetime' },
  needsHuman: { type: 'boolean', default: false },
  assignedAgent: { type: 'string', size: 36 },
  /** JSON text, see `user-meta.ts`. */
  userMeta: { type: 'string', size: sizes.userMetaMax },
  /** JSON text, see `theme.ts`. */
  theme: { type: 'string', size: sizes.themeMax },
  /** The language of the texts that the visitor reads, such as `en` or `pt-BR` (BCP 47). */
  locale: { type: 'string', size: limits.localeMax },
  chatName: { type: 'string', size: limits.chatNameMax },
  messageCount: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
  /** When visitor or agent last wrote, plus the timeout of `settings`: past it an open session expires. */
  expiresAt: { type: 'datetime' },
  /** The Appwrite user that the visitor is signed in as. */
  visitorId: { type: 'string', size: 36 },
  /** Which bot answers. */
  bot: { type: 'string', size: 36 },
  corpora: { type: 'string', size: limits.corpusNameMax, array: true },
  /** The newest message's first characters and sender, so that a list needs no second read. */
  preview: { type: 'string', size: sizes.previewMax },
  previewSender: { type: 'enum', elements: SENDERS },
  agentName: { type: 'string', size: limits.authorNameMax },
  escalationReason: { type: 'string', size: sizes.escalationReasonMax },
  escalationSummary: { type: 'string', size: sizes.escalationSummaryMax },
  /** How likely what the visitor wrote last is a complaint, in percent; null where the settings don't ask for it. */
  sentiment: { type: 'integer', min: 0, max: 100 },
  waitingSince: { type: 'datetime' },
  closedAt: { type: 'datetime' },
  /** What the site's own server calls the visitor: see `identityColumns`. */
  verifiedName: { type: 'string', size: limits.authorNameMax },
} as const satisfies Columns

/** For the Functions alone, though whoever may read the row may read it: how fast the visitor sends. See `functions/chat/sending-pace.ts`. */
export const paceColumns = {
  /** Every attempt to send, also those that were refused; never decreases. */
  sentCount: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
  /** When the present minute began, and what `sentCount` was then, or a little before. */
  windowStartedAt: { type: 'datetime' },
  windowSentCount: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
} as const satisfies Columns

/** For the Functions alone, as above: which replies go to the visitor by e-mail. See `functions/upkeep/mail-replies.ts`. */
export const mailColumns = {
  /** When replies that the visitor may not have seen go out; null while there are none. */
  mailDueAt: { type: 'datetime' },
  /** The id of the first of them: what is older was seen, or mailed. */
  mailFirstReply: { type: 'string', size: 36 },
  /** How often sending them was tried. */
  mailAttempts: { type: 'integer', min: 0, max: 1000, default: 0 },
  /** `$sequence` of the newest message that reached the visitor: on their screen, or by mail. */
  deliveredSequence: { type: 'integer', min: 0, max: 9_007_199_254_740_991, default: 0 },
  /** Whether the visitor wants no mails about this chat. */
  mailStopped: { type: 'boolean', default: false },
} as const satisfies Columns

/** Who works on it, and who gave up: apart from the others, because no list shows it. See `functions/sessions/give-out.ts`. */
export const handoffColumns = {
  /** Since when its agent has it, and whether it was given to them rather than claimed, or assigned by a person. */
  assignedAt: { type: 'datetime' },
  assignedAutomatically: { type: 'boolean', default: false },
  /** Agents who have given it back, or from whom it was taken back, while it waits: they don't get it by itself again. */
  givenBackBy: { type: 'string', size: 36, array: true },
  /** Agents who may reply beside the one who holds it. */
  participants: { type: 'string', size: 36, array: true },
} as const satisfies Columns

/** What the visitor says of the whole chat, once it is closed: apart from the others, as above. See `functions/chat/rate-session.ts`. */
export const ratingColumns = {
  /** Stars, from 1 to 5. */
  rating: { type: 'integer', min: 1, max: 5 },
  ratingComment: { type: 'string', size: sizes.ratingCommentMax },
  /** When it was first rated, and whether it has been changed since: that is possible once. */
  ratedAt: { type: 'datetime' },
  ratingChanged: { type: 'boolean', default: false },
} as const satisfies Columns

/** What lists show of a session; what its visitor's page gets beside that may be there. */
export type SessionRow = Row<typeof sessionColumns> & Partial<Values<typeof agentSeenColumns>>
type LaterColumns = typeof mailColumns &
  typeof handoffColumns &
  typeof ratingColumns &
  typeof agentSeenColumns &
  typeof receiptColumns &
  typeof identityColumns &
  typeof identityKeyColumns
export type SessionValues = Values<typeof sessionColumns & LaterColumns>
/** With the columns that are for the Functions. */
export type PacedSessionRow = Row<typeof sessionColumns & typeof paceColumns & LaterColumns>
export type PaceValues = Values<typeof paceColumns>
