import type { Theme } from '../../contract/theme.ts'
import type { UserMetaChange } from '../../contract/user-meta.ts'
import type { WidgetEvent } from './page-events.ts'
import type { Settings } from '../panel/read-options.ts'

/** A command by its name. What may be anything: pages aren't typed. */
export type Call = (name: string, ...args: unknown[]) => unknown

declare global {
  interface Window {
    Porchlight?: Call & Partial<PageCommands> & { readonly q?: readonly Parameters<Call>[] }
  }
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
  /** What the page knows of its visitor, merged; null removes a field. */
  readonly setMeta: (change: UserMetaChange) => void
  /** Opens the panel with a text in the composer. */
  readonly compose: (text: string) => void
  /** Opens the panel and sends a text for the visitor. */
  readonly send: (text: string) => void
  readonly newChat: () => void
  /** Returns how to stop listening. */
  readonly on: (name: string, listener: (event: WidgetEvent) => void) => () => void
  /** Takes everything off the page. */
  readonly destroy: () => void
  readonly isOpen: () => boolean
  readonly isReady: () => boolean
  readonly getUnread: () => number
}
