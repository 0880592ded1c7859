/** What bodies and queries of the visitor's API must look like. */
import * as z from 'zod/mini'
import { AttachmentIds } from './attachment-requests.ts'
import { isRowId } from './appwrite-ids.ts'
import { isMessageId } from './ids.ts'
import * as limits from './limits.ts'
import * as sizes from './session-sizes.ts'
import { FEEDBACK } from './tables/messages.ts'

/** `POST /sessions`. Theme and userMeta are checked by their own readers, which name the faulty fields. */
export const StartRequest = z.strictObject({
  theme: z.optional(z.unknown()),
  userMeta: z.optional(z.unknown()),
  corpora: z.optional(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(limits.corpusNameMax)))
      .check(z.maxLength(limits.corporaMax)),
  ),
  locale: z.optional(Locale()),
  token: z.optional(
    z
      .string()
      .check(
        z.maxLength(limits.identityTokenMax),
        z.describe('A JWT by which the site’s own server says who the visitor is.'),
      ),
  ),
})
export type StartRequest = z.infer<typeof StartRequest>

const BLANK = 'must not be blank'
const TOO_LONG = `must have at most ${limits.messageTextMax} characters`
/** What a message is told that has neither words nor files. */
export const SAYS_NOTHING = { error: BLANK, path: ['text'] }

/** `POST /sessions/:id/messages`. */
export const SendRequest = z
  .strictObject({
    id: MessageId(),
    text: TextBesideFiles(),
    attachments: AttachmentIds(),
    /** Whether the sender knows of no message before it: then the chat is named after it in the same write. */
    first: z.optional(
      z.boolean().check(z.describe('Names the chat after it in the same write, if it has no name yet.')),
    ),
  })
  .check(z.refine(saysSomething, SAYS_NOTHING))
export type SendRequest = z.infer<typeof SendRequest>

/** `PATCH /sessions/:id/messages/:messageId`: what a visitor says of an answer, or that it need not go on. */
export const ChangeMessageRequest = z.strictObject({
  feedback: z.optional(z.nullable(z.enum(FEEDBACK))),
  state: z.optional(z.literal('stopped')),
})
export type ChangeMessageRequest = z.infer<typeof ChangeMessageRequest>

/** `POST /sessions/:id/escalate`. */
export const EscalateRequest = z.strictObject({
  reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(sizes.escalationReasonMax))),
})
export type EscalateRequest = z.infer<typeof EscalateRequest>

/** `PATCH /sessions/:id`: name, theme (replaced as a whole), userMeta (merged; null removes a field) and language. */
export const ChangeRequest = z.strictObject({
  chatName: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.chatNameMax))),
  theme: z.optional(z.unknown()),
  userMeta: z.optional(z.unknown()),
  locale: z.optional(Locale()),
})
export type ChangeRequest = z.infer<typeof ChangeRequest>

/** `POST /sessions/:id/seen`. */
export const SeenRequest = z.strictObject({
  sequence: z.int().check(z.gte(0), z.describe('`$sequence` of the newest message on the screen.')),
})
export type SeenRequest = z.infer<typeof SeenRequest>

/** `POST /sessions/:id/rating`. */
export const RatingRequest = z.strictObject({
  score: z.int().check(z.gte(1), z.lte(5), z.describe('Stars, from 1 to 5.')),
  comment: z.optional(
    z.nullable(
      z.string().check(
        z.trim(),
        z.refine(
          (text) => Array.from(text).length <= sizes.ratingCommentMax,
          `must have at most ${sizes.ratingCommentMax} characters`,
        ),
        z.meta({ maxLength: sizes.ratingCommentMax }),
      ),
    ),
  ),
})
export type RatingRequest = z.infer<typeof RatingRequest>

/** `POST /links`. */
export const LinkRequest = z.strictObject({
  token: z.string().check(z.regex(/^[\w-]{43}$/, 'must be the token of a link')),
})
export type LinkRequest = z.infer<typeof LinkRequest>

/** A page of a transcript: rows after one message, before one, or the newest. */
export const HistoryQuery = z.strictObject({
  after: z.optional(RowId()),
  before: z.optional(RowId()),
  limit: z.optional(WholeNumber(1, limits.messagePageMax)),
})
export type HistoryQuery = z.infer<typeof HistoryQuery>

/** BCP 47. */
export function Locale() {
  return z
    .string()
    .check(
      z.maxLength(limits.localeMax),
      z.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'must be a language tag such as en or pt-BR'),
    )
}

function RowId() {
  return z
    .string()
    .check(z.refine(isRowId, 'must be the id of a message'), z.describe('The id of a message.'))
}

/** The id that a sender makes for a message. */
export function MessageId() {
  return z
    .string()
    .check(z.refine(isMessageId, 'must be m_ and 32 hex digits'), z.describe('`m_` and 32 hex digits.'))
}

/** Text that someone sends: not blank, at most 4,000 characters of any script. */
export function MessageText() {
  return z.string().check(
    z.refine((text) => text.trim().length > 0, BLANK),
    z.refine(isShort, TOO_LONG),
    z.meta({ minLength: 1, maxLength: limits.messageTextMax }),
  )
}

/** The same of a message that may carry files, which may go without a word: see `saysSomething`. */
export function TextBesideFiles() {
  return z.string().check(z.refine(isShort, TOO_LONG), z.meta({ maxLength: limits.messageTextMax }))
}

function isShort(text: string): boolean {
  return Array.from(text).length <= limits.messageTextMax
}

interface Said {
  readonly text: string
  readonly attachments?: readonly string[] | undefined
}

/** A message has words or files. */
export function saysSomething({ text, attachments = [] }: Said): boolean {
  return text.trim().length > 0 || attachments.length > 0
}

/** A whole number in a query string. */
export function WholeNumber(min: number, max: number) {
  return z.pipe(
    z
      .string()
      .check(
        z.regex(/^\d{1,9}$/, 'must be a whole number'),
        z.meta({ type: 'integer', minimum: min, maximum: max }),
      ),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.number().check(z.gte(min), z.lte(max)),
    ),
  )
}
