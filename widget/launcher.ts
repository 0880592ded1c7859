import type { Theme } from '../contract/theme.ts'
import { DEFAULT_ACCENT, textOn } from './color.ts'
import { launcherStyles } from './launcher-styles.ts'
import { launcherTexts } from './launcher-texts.ts'

/** The button on the page, in a shadow root that the panel shares. */
export interface Launcher {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  readonly button: HTMLButtonElement
  /** Whether the panel is open, and how many messages wait in it. */
  readonly update: (isOpen: boolean, unread: number) => void
  readonly applyTheme: (theme: Theme) => void
}

/** Lucide: message-circle and x (ISC licence, see icons.tsx). */
const ICONS = ['M7.9 20A9 9 0 1 0 4 16.1L2 22Z', 'M18 6 6 18M6 6l12 12']

export function createLauncher(zIndex: number): Launcher {
  const element = document.createElement('porchlight-chat')
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(launcherStyles)
  root.adoptedStyleSheets = [sheet]

  const button = document.createElement('button')
  const badge = document.createElement('span')
  button.className = 'launcher'
  badge.className = 'badge'
  button.ariaHasPopup = 'dialog'
  button.append(...ICONS.map(drawIcon), badge)
  root.append(button)

  function set(name: string, value: string | number): void {
    element.style.setProperty(`--${name}`, String(value))
  }

  set('z', zIndex)
  return {
    element,
    root,
    button,
    update: (isOpen, unread) => {
      button.ariaExpanded = String(isOpen)
      button.ariaLabel = isOpen ? launcherTexts.close : launcherTexts.open(unread)
      badge.textContent = isOpen || !unread ? '' : unread > 99 ? '99+' : String(unread)
    },
    applyTheme: ({ accent = DEFAULT_ACCENT, side = 'right', offsetX = 20, offsetY = 20, launcher }) => {
      element.dataset['side'] = side
      set('accent', accent)
      set('on-accent', textOn(accent))
      set('x', `${offsetX}px`)
      set('y', `${offsetY}px`)
      set('size', launcher === 'compact' ? '48px' : '56px')
    },
  }
}

function drawIcon(outline: string): Element {
  const icon = createShape('svg', 'viewBox', '0 0 24 24')
  icon.append(createShape('path', 'd', outline))
  return icon
}

function createShape(tag: string, attribute: string, value: string): Element {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', tag)
  shape.setAttribute(attribute, value)
  return shape
}
