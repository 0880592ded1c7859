/**
 * The visitor's API: what the function `chat` takes and answers. Types and routes only, so that the browser can
 * import them for free; what a body must look like is in `chat-requests.ts`.
 *
 * Rows are answered as Appwrite's own rows, the shape that Realtime delivers too: one reader serves both.
 */
import type { Theme } from './theme.ts'
import type { MessageRow } from './tables/messages.ts'
import type { SessionRow } from './tables/sessions.ts'

/** Proof of who a visitor is: Appwrite's account session, sent as `X-Appwrite-Session`. */
export interface Credentials {
  readonly userId: string
  readonly secret: string
}

/** What the widget shows of the site's settings. */
export interface SiteSettings {
  readonly siteName: string | null
  readonly greeting: string | null
  readonly theme: Theme
  readonly starterQuestions: readonly string[]
  readonly createSessionOn: 'open' | 'first_message'
}

/** `POST /sessions` and `GET /sessions/:id`: everything a panel needs, in one answer. */
export interface SessionAnswer {
  readonly session: SessionRow
  /** The newest page, oldest first. */
  readonly messages: readonly MessageRow[]
  /** Whether older messages exist. */
  readonly hasOlder: boolean
  readonly settings: SiteSettings
  /** Only when this call made a new visitor. */
  readonly credentials: Credentials | null
  readonly databaseId: string
}

/** `GET /settings`: for panels that make no session before the first message. */
export interface SettingsAnswer {
  readonly settings: SiteSettings
}

/** `POST /sessions/:id/messages`. A resend of the same id answers the same message, with `duplicate`. */
export interface SendAnswer {
  readonly message: MessageRow
  readonly session: SessionRow
  readonly duplicate: boolean
}

/** `GET /sessions/:id/messages?after=|before=&limit=`: oldest first. */
export interface HistoryAnswer {
  readonly messages: readonly MessageRow[]
  /** Whether more exist in the direction that was asked for. */
  readonly hasMore: boolean
}

/** `GET /sessions`: the caller's own, most recently active first. */
export interface OwnSessionsAnswer {
  readonly sessions: readonly SessionRow[]
}

/** The answer of every call that changes a session: its row as it is now. */
export interface ChangedAnswer {
  readonly session: SessionRow
}

/** `DELETE /sessions/:id`. */
export interface DeletedAnswer {
  readonly deleted: true
}
