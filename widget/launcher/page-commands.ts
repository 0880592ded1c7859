import type { Theme } from '../../contract/theme.ts'
import type { UserMetaChange } from '../../contract/user-meta.ts'
import type { WidgetEvent } from './page-events.ts'
import type { Status, UnavailableReason } from './widget-events.ts'
import type { Settings } from '../panel/read-options.ts'

/** A command by its name. What may be anything: pages aren't typed. */
export type Call = (name: string, ...args: unknown[]) => unknown

declare global {
  interface Window {
    Porchlight?: Call & Partial<PageCommands> & { readonly q?: Parameters<Call>[] }
  }
}

/** What a page knows of its visitor: further fields as in `setMeta`. */
export type Identity = UserMetaChange & {
  readonly name?: string | null
  readonly email?: string | null
  /** A JWT of the site's own server: what it says is verified, and the visitor's chats follow them to other browsers. */
  readonly token?: string
}

/** The global `Porchlight`: each is also a call by name, `Porchlight('open')`. None throws. */
export interface PageCommands {
  /** Settings that the tag doesn't have, by the names of its attributes: `endpoint`, `project`, `zIndex`, … */
  readonly boot: (settings?: Settings) => void
  readonly open: () => void
  readonly close: () => void
  readonly toggle: () => void
  /** Shows the launcher again. */
  readonly show: () => void
  /** Hides the launcher; the panel still opens by command. */
  readonly hide: () => void
  readonly setTheme: (theme: Theme) => void
  /** What the page knows of its visitor, merged; null removes a field. Resolves once it is kept for the panel. */
  readonly setMeta: (change: UserMetaChange) => Promise<null>
  /** In which language the panel speaks from now on, such as `de`; kept with the session. Resolves like `setMeta`. */
  readonly setLocale: (locale: string) => Promise<null>
  /** Who the visitor is, as far as the page knows: `setMeta` of what agents look at first. Unverified, but for a `token`. */
  readonly identify: (person: Identity) => Promise<null>
  /**
   * Ends this browser's chat: closes the panel and forgets it on this device, in all tabs. The next opening begins a new
   * one. What is stored is gone when the call returns.
   */
  readonly logout: () => Promise<null>
  /** Opens the panel with a text in the composer. */
  readonly compose: (text: string) => void
  /**
   * Opens the panel and sends a text for the visitor. Resolves with the message's id once it is stored, however long
   * that takes; with null if it is refused. Never rejects.
   */
  readonly send: (text: string) => Promise<string | null>
  readonly newChat: () => void
  /** Opens the panel at one of the site's articles, by its id. */
  readonly article: (articleId: string) => void
  /** Returns how to stop listening. */
  readonly on: (name: string, listener: (event: WidgetEvent) => void) => () => void
  /** Takes everything off the page. */
  readonly destroy: () => void
  readonly isOpen: () => boolean
  readonly isReady: () => boolean
  readonly getUnread: () => number
  /** Undefined until the site's settings are known. */
  readonly getStatus: () => Status | undefined
  /** Undefined while the chat works. */
  readonly getUnavailableReason: () => UnavailableReason | undefined
}
