import type { Settings } from '../panel/read-options.ts'
import type { Emit, Status, UnavailableReason } from './widget-events.ts'

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
  /** Commands of the page; the panel removes each as it runs it. */
  readonly q: QueuedCommand[]
  readonly emit: Emit
  readonly warn: (text: unknown) => void
  /** The visitor closed the panel. */
  close: () => void
  unread: number
  /** Whether people answer, once the site's settings are known. */
  status?: Status | undefined
  /** Why the chat doesn't work, or not wholly; undefined while it does. */
  reason?: UnavailableReason | undefined
  /** Puts everything back where it belongs on the page. */
  attach?: () => void
}

export type PanelCommandName =
  | 'setTheme'
  | 'setMeta'
  | 'setLocale'
  | 'identify'
  | 'logout'
  | 'compose'
  | 'send'
  | 'newChat'
  | 'article'

/**
 * A command of the page, which may have given it anything. `done` answers the page: with the id of the message that a
 * `send` has stored, else with null.
 */
export type QueuedCommand = readonly [
  name: PanelCommandName,
  value: unknown,
  done?: (answer: string | null) => void,
]

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
