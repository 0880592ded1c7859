import type { Theme } from '../contract/theme.ts'
import { launcherStyles } from './launcher-styles.ts'

/** The button on the page, in a shadow root that the panel shares. */
export interface Launcher {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  readonly button: HTMLButtonElement
  readonly applyTheme: (theme: Theme) => void
}

export function createLauncher(zIndex: number): Launcher {
  const element = document.createElement('porchlight-chat')
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const button = document.createElement('button')
  root.adoptedStyleSheets = [sheet]
  button.className = 'launcher'
  button.ariaLabel = 'Open chat'
  button.ariaExpanded = 'false'
  root.append(button)
  return { element, root, button, applyTheme: (theme) => sheet.replaceSync(launcherStyles(zIndex, theme)) }
}
