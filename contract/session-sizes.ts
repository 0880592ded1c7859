/**
 * Sizes of session columns, in characters, that code beside the tables agrees on. They are apart from `limits.ts` because
 * the widget's panel needs numbers of that, and none of these: its later parts read the rows.
 */
export const escalationReasonMax = 200
export const escalationSummaryMax = 1000
/** What a list shows of the newest message. */
export const previewMax = 160
/** A session's theme as JSON text. */
export const themeMax = 1024
/** The visitor's metadata as JSON text. */
export const userMetaMax = 4096
/** What a visitor writes with their rating. */
export const ratingCommentMax = 1000

/** The id that the site's own server has for a visitor, and an address as SMTP takes it. */
export const verifiedIdMax = 128
export const verifiedEmailMax = 254
