import type { Theme } from '../contract/theme.ts'
import type { UserMetaChange } from '../contract/user-meta.ts'
import type { Launcher } from './launcher.ts'
import type { WidgetOptions } from './read-options.ts'
import type { Emit } from './widget-events.ts'

/** What the loader gives the panel. */
export interface PanelHost extends Launcher {
  /** The tag's attributes. */
  readonly dataset: DOMStringMap
  readonly options: WidgetOptions
  /** The site's theme as an earlier visit left it, until the settings are read. */
  readonly siteTheme: Theme
  readonly emit: Emit
  /** What the page set before the panel was there. */
  readonly userMeta: UserMetaChange
  /** The visitor closed the panel. */
  readonly close: () => void
  readonly setUnread: (count: number) => void
}

/** What the panel gives the loader. */
export interface PanelHandle {
  readonly setOpen: (isOpen: boolean) => void
  /** Puts a text into the composer. */
  readonly compose: (text: string) => void
  readonly send: (text: string) => void
  readonly newChat: () => Promise<void>
  readonly setTheme: (theme: Theme) => Promise<void>
  readonly setMeta: (change: UserMetaChange) => Promise<void>
  readonly destroy: () => void
}

/** What the panel's file exports. */
export interface PanelModule {
  readonly mountPanel: (host: PanelHost) => PanelHandle
}
