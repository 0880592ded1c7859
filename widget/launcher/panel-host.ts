import type { UserMetaChange } from '../../contract/user-meta.ts'
import type { Settings } from '../panel/read-options.ts'
import type { Emit } from './widget-events.ts'

/** What the loader gives the panel. */
export interface PanelHost {
  readonly element: HTMLElement
  /** Of the element: launcher and panel share it. */
  readonly root: ShadowRoot
  readonly button: HTMLButtonElement
  /** Contains button and panel. */
  readonly layer: HTMLElement
  readonly applyTheme: (settings: Settings) => void
  /** What the tag and the page set, unchecked. */
  settings: Settings
  /** The site's theme as an earlier visit left it, until the settings are read. */
  siteTheme: object | null
  /** Commands of the page, as in the snippet; the panel removes each as it runs it. */
  readonly q: QueuedCommand[]
  readonly emit: Emit
  readonly warn: (text: unknown) => void
  /** The visitor closed the panel. */
  close: () => void
  unread: number
  /** Puts everything back where it belongs on the page. */
  attach?: () => void
}

/** A command of the page with its arguments. */
export type QueuedCommand =
  | readonly [name: 'setTheme' | 'compose' | 'newChat' | 'send', value?: unknown]
  | readonly [name: 'setMeta', value: UserMetaChange]

/** What the panel gives the loader. */
export interface PanelHandle {
  /** Opens or closes it, and runs the page's commands meanwhile. */
  readonly update: (isOpen: boolean) => void
  readonly destroy: () => void
}

/** What the panel's file exports. */
export interface PanelModule {
  readonly mountPanel: (host: PanelHost) => Promise<PanelHandle>
}
