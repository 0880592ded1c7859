/**
 * Every number that more than one part must agree on. Units are in the names; a number without a unit counts things.
 * Sizes of text are in characters (code points), as Appwrite counts them.
 */
export const limits = {
  /** A visitor's or agent's message. Longer ones are refused, never cut. */
  messageTextMax: 4000,
  /** The seeds' rule: a chat is named after the first 40 characters of its first message. */
  chatNameMax: 40,
  /** What a list shows of the newest message. */
  previewMax: 160,
  /** A request's body in bytes; 4,000 characters of any script fit with their JSON escapes. */
  requestBodyMaxBytes: 32_768,
  /** The visitor's metadata as JSON text. */
  userMetaMax: 4096,
  userMetaKeysMax: 32,
  userMetaKeyMax: 40,
  userMetaValueMax: 500,
  /** A session's theme as JSON text. */
  themeMax: 1024,
  corporaMax: 8,
  corpusNameMax: 64,
  escalationReasonMax: 200,
  escalationSummaryMax: 1000,
  authorNameMax: 80,
  articleTitleMax: 200,
  articleBodyMax: 60_000,
  urlMax: 2000,
  sourcesMax: 4000,
  /** Messages in one page of a transcript. */
  messagePageDefault: 30,
  messagePageMax: 100,
  /** Sessions in one page of a list. */
  sessionPageDefault: 50,
  sessionPageMax: 200,
  /** A visitor's own list. */
  ownSessionsMax: 50,
  /** How many messages the bot looks back on (seed 004: memory window). */
  memoryWindow: 10,
  /** Idle time until a session expires (seed 004: one hour). */
  sessionTimeoutMinutes: 60,
  /** A closed session takes a new message, and is open again, for this long. */
  reopenWindowMinutes: 24 * 60,
  /** How long sessions and their messages are kept (seed 004: 30 days). */
  retentionDays: 30,
  /** A session that never got a message is cleared after this long. */
  emptySessionMinutes: 24 * 60,
} as const
