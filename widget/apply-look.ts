import type { Theme } from '../contract/theme.ts'
import { DEFAULT_ACCENT, textOn } from './color.ts'
import { readableOn } from './readable-on.ts'

const DEFAULT_RADIUS = 16
/** What links and outlines stand on: the styles' `--soft`, the less friendly of the two backgrounds. */
const BACKGROUND = { light: '#f1f2f5', dark: '#262932' } as const

export interface Look {
  readonly apply: (theme: Theme) => void
  readonly stop: () => void
}

/** Puts what only the panel needs of a theme on the host: scheme, radius, and the accent as readable text. */
export function createLook(host: HTMLElement): Look {
  const darkness = matchMedia('(prefers-color-scheme: dark)')
  let theme: Theme = {}

  function update(): void {
    const { accent = DEFAULT_ACCENT, radius = DEFAULT_RADIUS, scheme = 'auto' } = theme
    const shown = scheme === 'auto' ? (darkness.matches ? 'dark' : 'light') : scheme
    host.dataset['scheme'] = shown
    host.style.setProperty('color-scheme', shown)
    host.style.setProperty('--radius', `${radius}px`)
    host.style.setProperty('--porchlight-on', textOn(accent))
    host.style.setProperty('--accent-text', readableOn(accent, BACKGROUND[shown]))
  }

  darkness.addEventListener('change', update)
  return {
    apply: (next) => {
      theme = next
      update()
    },
    stop: () => darkness.removeEventListener('change', update),
  }
}
