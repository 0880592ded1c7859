import type { MessageRow } from '../../contract/tables/messages.ts'
import type { ChatErrorCode } from '../../client/chat-error.ts'
import type { Connection } from '../../client/connection-state.ts'

/** What pages can listen for, and what each event carries beside `type` and `at`. */
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
  readonly 'session:started': { readonly sessionId: string }
  /** Closed, expired or deleted. */
  readonly 'session:ended': { readonly sessionId: string }
  readonly 'handoff:requested': { readonly sessionId: string }
  readonly 'agent:joined': { readonly sessionId: string; readonly name: string | null }
  readonly 'agent:left': { readonly sessionId: string }
  readonly connection: { readonly state: Connection }
  readonly error: { readonly code: ChatErrorCode | 'load_failed' }
}

export type WidgetEventName = keyof WidgetEvents

/** Tells the page. Never throws, whatever its listeners do. */
export type Emit = <N extends WidgetEventName>(name: N, detail: WidgetEvents[N]) => void
