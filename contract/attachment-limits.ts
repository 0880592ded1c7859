/**
 * Numbers of the files that messages carry. They are apart from `limits.ts` because the widget's panel needs none of
 * them. Import it as `* as attachmentLimits`.
 */

/** Files of one message. */
export const perMessage = 5
/** Files that one person puts into one session. */
export const perSession = 50
/** Files from one address in an hour, and of all visitors of a site in a day. */
export const perHour = 60
export const perDay = 2000
/** The size of one file, by default and at most: Appwrite itself takes no more unless told to. */
export const megabytes = 10
export const megabytesMax = 30
/**
 * A file arrives in pieces of this size, each in one execution: as large as S3 wants the parts of an upload that Appwrite
 * passes on, and in base64 still below the 10,485,760 characters that an execution takes.
 */
export const pieceBytes = 5_242_880
/** A piece in base64, and the JSON around it. */
export const pieceBodyMaxBytes = 7_000_000
export const nameMax = 100
/** A file that no message carries is removed after this long. */
export const unsentHours = 24
/** `attachments` of a message, as JSON text. */
export const columnMax = 2500
