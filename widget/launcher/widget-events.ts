import type { SiteStatus } from '../../contract/site-status.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { ChatErrorCode } from '../../client/chat-error.ts'
import type { Connection } from '../../client/connection-state.ts'

/**
 * Whether people answer, by the hours in the site's settings when these were last read. `online`: now, or the site has
 * no hours. `away`: not now, but the bot does. `offline`: nobody, until the hours begin.
 */
export type Status = SiteStatus

/** Why the chat doesn't work, or not wholly. */
export type UnavailableReason =
  /** The panel's files didn't come. */
  | 'load_failed'
  /** The site's settings are being read, or couldn't be. */
  | 'remote_config_pending'
  | 'remote_config_failed'
  /** The project doesn't list the page's host as a platform. */
  | 'origin_not_allowed'
  /** The site takes no messages now. */
  | 'disabled_in_project'
  /** The chat works, and is gone with the page. */
  | 'storage_blocked'
  /** The chat works; answers come some seconds later. */
  | 'realtime_blocked'

/** What pages can listen for, and what each event carries beside `id`, `type` and `at`. */
export interface WidgetEvents {
  /** The launcher is there and commands work. Late listeners get it at once. */
  readonly ready: object
  readonly open: object
  readonly close: object
  readonly unread: { readonly count: number }
  readonly 'message:sent': { readonly messageId: string; readonly sessionId: string }
  readonly 'message:received': {
    readonly messageId: string
    readonly sessionId: string
    readonly sender: MessageRow['sender']
  }
  /** It stays in the panel, to be sent again. */
  readonly 'message:failed': { readonly messageId: string; readonly code: ChatErrorCode }
  /** The visitor has one of the site's articles in front of them. */
  readonly 'article:viewed': { readonly articleId: string }
  readonly 'session:started': { readonly sessionId: string }
  /** Closed, expired or deleted. */
  readonly 'session:ended': { readonly sessionId: string }
  readonly 'handoff:requested': { readonly sessionId: string }
  readonly 'agent:joined': { readonly sessionId: string; readonly name: string | null }
  readonly 'agent:left': { readonly sessionId: string }
  /** The session is told whose it is, by what the page says; or nobody's again, after `logout`. */
  readonly identity: { readonly identified: boolean }
  /** `getStatus` or `getUnavailableReason` has changed. */
  readonly availability: {
    readonly status: Status | undefined
    readonly reason: UnavailableReason | undefined
  }
  readonly connection: { readonly state: Connection }
  readonly error: { readonly code: ChatErrorCode | 'load_failed' }
}

export type WidgetEventName = keyof WidgetEvents

/** Tells the page. Never throws, whatever its listeners do. */
export type Emit = <N extends WidgetEventName>(name: N, detail: WidgetEvents[N]) => void
