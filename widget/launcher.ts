import type { Theme } from '../contract/theme.ts'
import { DEFAULT_ACCENT, textOn } from './color.ts'
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
  const icon = createShape('svg', 'viewBox', '0 0 24 24')
  sheet.replaceSync(launcherStyles)
  root.adoptedStyleSheets = [sheet]
  button.className = 'launcher'
  button.ariaLabel = 'Open chat'
  button.ariaExpanded = 'false'
  // Lucide's message-circle (ISC licence, see icons.tsx).
  icon.append(createShape('path', 'd', 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z'))
  button.append(icon)
  root.append(button)

  return {
    element,
    root,
    button,
    applyTheme: ({ accent = DEFAULT_ACCENT, side = 'right', offsetX = 20, offsetY = 20, launcher }) => {
      const edge = `calc(${offsetX}px + env(safe-area-inset-${side},0px))`
      const values = {
        z: `${zIndex}`,
        accent,
        'on-accent': textOn(accent),
        left: 'auto',
        right: 'auto',
        [side]: edge,
        y: `${offsetY}px`,
        size: launcher === 'compact' ? '48px' : '56px',
      }
      for (const [name, value] of Object.entries(values)) element.style.setProperty(`--${name}`, value)
    },
  }
}

function createShape(tag: string, attribute: string, value: string): Element {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', tag)
  shape.setAttribute(attribute, value)
  return shape
}
