import type { UserMetaChange } from '../contract/user-meta.ts'
import type { Launcher } from './launcher.ts'
import type { Settings } from './read-options.ts'
import type { Emit } from './widget-events.ts'

/** What the loader gives the panel. */
export interface PanelHost extends Launcher {
  /** What the tag and the page said, unchecked. */
  settings: Settings
  /** Where the widget's script is, if its tag is known: a relative endpoint is relative to it. */
  readonly base: string | undefined
  /** The site's theme as an earlier visit left it, until the settings are read. */
  siteTheme: object | null
  /** What the page says; the panel takes it away as it does it. */
  readonly said: Said[]
  readonly emit: Emit
  readonly warn: (text: unknown) => void
  /** The visitor closed the panel. */
  readonly close: () => void
  unread: number
  /** Puts everything back where it belongs on the page. */
  readonly attach: () => void
}

/** A command of the page with its arguments. */
export type Said =
  | readonly [name: 'setTheme' | 'compose' | 'newChat' | 'send', value?: unknown]
  | readonly [name: 'setMeta', value: UserMetaChange]

/** What the panel gives the loader. */
export interface PanelHandle {
  readonly setOpen: (isOpen: boolean) => void
  /** The page said something more. */
  readonly hear: () => void
  readonly destroy: () => void
}

/** What the panel's file exports. */
export interface PanelModule {
  readonly mountPanel: (host: PanelHost) => PanelHandle
}
