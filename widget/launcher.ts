import { launcherStyles } from './launcher-styles.ts'
import type { Settings } from './read-options.ts'

/** The button on the page, in a shadow root that the panel shares. */
export interface Launcher {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  readonly button: HTMLButtonElement
  /** Holds button and panel, above the page and whatever its document does to it: filters, zooms, transforms. */
  readonly layer: HTMLElement
  /** Says what is wrong as long as there is no panel to say it. */
  readonly trouble: HTMLElement
  readonly applyTheme: (settings: Settings) => void
}

export function createLauncher(): Launcher {
  const element = document.createElement('porchlight-chat')
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const layer = document.createElement('div')
  const button = document.createElement('button')
  const trouble = document.createElement('p')
  root.adoptedStyleSheets = [sheet]
  button.ariaLabel = 'Open chat'
  trouble.role = 'alert'
  button.className = 'launcher'
  layer.append(button, trouble)
  root.append(layer)
  return {
    element,
    root,
    button,
    layer,
    trouble,
    applyTheme: (settings) => sheet.replaceSync(launcherStyles(settings)),
  }
}
