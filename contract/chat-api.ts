/**
 * What the visitor's API returns. Browsers import the types, which cost nothing; the schemas of requests are in
 * `chat-requests.ts`, and `chat-routes.ts` lists what each route takes and returns.
 *
 * Rows are returned as Appwrite's own rows, the shape that Realtime delivers too: one reader serves both.
 */
import * as z from 'zod/mini'
import { rowSchema } from './row-schema.ts'
import { messageColumns } from './tables/messages.ts'
import { SITE_STATUSES } from './site-status.ts'
import type { SessionRow } from './tables/sessions.ts'
import { visitorsSessionColumns } from './tables/visitors-session.ts'
import { CREATE_ON } from './tables/settings.ts'
import { readTheme, type Theme } from './theme.ts'

export const Session: z.ZodMiniType<SessionRow> = rowSchema(visitorsSessionColumns)
export const Message = rowSchema(messageColumns)

/** Proof of who a visitor is: Appwrite's account session, sent as `X-Appwrite-Session`. */
export const Credentials = z.readonly(z.object({ userId: z.string(), secret: z.string() }))
export type Credentials = z.infer<typeof Credentials>

/** What the widget shows of the site's settings. */
export const SiteSettings = z.readonly(
  z.object({
    siteName: z.nullable(z.string()),
    greeting: z.nullable(z.string()),
    theme: z
      .custom<Theme>((value) => readTheme(value).rejected.length === 0)
      .check(z.meta({ type: 'object' })),
    starterQuestions: z.readonly(z.array(z.string())),
    createSessionOn: z.enum(CREATE_ON),
    /** Whether replies go out by e-mail to who leaves an address. */
    answersByMail: z.optional(z.boolean()),
    /** The largest file that a message may carry, in bytes; 0 or nothing where it may carry none. */
    attachmentMaxBytes: z.optional(z.int()),
    /** Whether people answer at this moment, by the site's hours; else the bot, or nobody. */
    status: z.optional(z.enum(SITE_STATUSES)),
  }),
)
export type SiteSettings = z.infer<typeof SiteSettings>

/** What somebody who waits for a person may expect. */
export const Wait = z.readonly(
  z.object({
    expectedSeconds: z
      .nullable(z.int().check(z.gte(0)))
      .check(
        z.describe('The median of about the last 50 first replies; null when there are fewer than five.'),
      ),
    isAnybodyThere: z
      .nullable(z.boolean())
      .check(
        z.describe(
          'Whether it is within the hours of the settings and an agent is online; null when neither is known.',
        ),
      ),
  }),
)
export type Wait = z.infer<typeof Wait>

/** What the visitor has said of the whole chat. */
export const Rating = z.readonly(
  z.object({
    score: z.int().check(z.gte(1), z.lte(5)),
    comment: z.nullable(z.string()),
    ratedAt: z.iso.datetime({ offset: true }),
    isFinal: z.boolean().check(z.describe('Whether it was changed already, and stays as it is.')),
  }),
)
export type Rating = z.infer<typeof Rating>

/** Everything a panel needs, in one answer. */
export const SessionAnswer = z.readonly(
  z.object({
    session: Session,
    /** The newest page, oldest first. */
    messages: z.readonly(z.array(Message)),
    /** Whether older messages exist. */
    hasOlder: z.boolean(),
    settings: SiteSettings,
    /** Only when this call made a new visitor. */
    credentials: z.nullable(Credentials),
    /** Null unless a person is waited for. */
    wait: z.optional(z.nullable(Wait)),
    /** Null until the visitor has rated the chat. */
    rating: z.optional(z.nullable(Rating)),
    databaseId: z.string(),
  }),
)
export type SessionAnswer = z.infer<typeof SessionAnswer>

/** For panels that make no session before the first message. */
export const SettingsAnswer = z.object({ settings: SiteSettings })

/** A resend of the same id returns the same message, with `duplicate`. */
export const SendAnswer = z.readonly(z.object({ message: Message, session: Session, duplicate: z.boolean() }))
export type SendAnswer = z.infer<typeof SendAnswer>

/** A page of a transcript, oldest first, and whether more exist in the requested direction. */
export const HistoryAnswer = z.readonly(
  z.object({ messages: z.readonly(z.array(Message)), hasMore: z.boolean() }),
)
export type HistoryAnswer = z.infer<typeof HistoryAnswer>

/** The caller's own sessions, most recently active first. */
export const OwnSessionsAnswer = z.readonly(z.object({ sessions: z.readonly(z.array(Session)) }))
export type OwnSessionsAnswer = z.infer<typeof OwnSessionsAnswer>

/** The message as it is now. */
export const MessageAnswer = z.readonly(z.object({ message: Message }))
export type MessageAnswer = z.infer<typeof MessageAnswer>

/** The session as it is now. */
export const ChangedAnswer = z.readonly(z.object({ session: Session }))
export type ChangedAnswer = z.infer<typeof ChangedAnswer>

/** The same of one that may wait for a person now: `wait` is null where an agent has it already. */
export const EscalatedAnswer = z.readonly(z.object({ session: Session, wait: z.nullable(Wait) }))
export type EscalatedAnswer = z.infer<typeof EscalatedAnswer>

export const WaitAnswer = z.readonly(z.object({ wait: z.nullable(Wait) }))
export type WaitAnswer = z.infer<typeof WaitAnswer>

export const RatingAnswer = z.readonly(z.object({ rating: Rating }))
export type RatingAnswer = z.infer<typeof RatingAnswer>

export const DeletedAnswer = z.readonly(z.object({ deleted: z.literal(true) }))
export type DeletedAnswer = z.infer<typeof DeletedAnswer>

export const ChatHealthAnswer = z.readonly(z.object({ status: z.literal('ok') }))
