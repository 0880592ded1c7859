/** Columns of a session about what its sides have seen of it and who its visitor is: apart from the others, because no list shows them. */
import * as limits from '../limits.ts'
import * as sizes from '../session-sizes.ts'
import type { Columns } from '../table.ts'

/** Which of the visitor's messages an agent has seen: apart from the others, because no list shows it. See `functions/admin/mark-seen.ts`. */
export const agentSeenColumns = {
  /** `$sequence` of the newest message that was on their screen, and their name. */
  agentSeenSequence: { type: 'integer', min: 0, max: 9_007_199_254_740_991, default: 0 },
  agentSeenBy: { type: 'string', size: limits.authorNameMax },
} as const satisfies Columns

/** What of the chat the visitor has seen: apart from the others, because no list shows it. See `functions/chat/mark-seen.ts`. */
export const receiptColumns = {
  /** `$sequence` of the newest message that was on their screen, and of the newest that a mail told them of. */
  visitorSeenSequence: { type: 'integer', min: 0, max: 9_007_199_254_740_991, default: 0 },
  mailedSequence: { type: 'integer', min: 0, max: 9_007_199_254_740_991, default: 0 },
} as const satisfies Columns

/**
 * Who the site's own server says the visitor is, by a token that it signed, when the session began: apart from the
 * others, because no list shows it. See `functions/chat/verify-identity.ts`.
 * Lists show the name too: `verifiedName` is among `sessionColumns`.
 */
export const identityColumns = {
  /** The token's subject: the site's own id of the person. */
  verifiedId: { type: 'string', size: sizes.verifiedIdMax },
  verifiedEmail: { type: 'string', size: sizes.verifiedEmailMax },
} as const satisfies Columns

/**
 * What their chats are found by. Apart from the others, because nobody reads it.
 *
 * Appwrite compares text without case, accents and trailing blanks, and takes all characters beyond U+FFFF for the same
 * one: for text, “José” and “jose” are equal. Digits and letters a to f are equal only to themselves.
 */
export const identityKeyColumns = {
  /** SHA-256 of `verifiedId` in lower-case hex. */
  verifiedIdHash: { type: 'string', size: 64 },
} as const satisfies Columns
