import type { Theme } from '../../contract/theme.ts'

const DEFAULT_RADIUS = 16

export interface Look {
  readonly apply: (theme: Theme) => void
  /** Calls back with what is shown, now and after each change. */
  readonly follow: (listener: (accent: string | undefined, scheme: 'light' | 'dark') => void) => void
  readonly stop: () => void
}

/** Puts on the host what only the panel needs of a theme: scheme and radius. Colours for text follow with `page`. */
export function createLook(host: HTMLElement): Look {
  const darkness = matchMedia('(prefers-color-scheme: dark)')
  let theme: Theme = {}
  let tell: Parameters<Look['follow']>[0] = () => {}

  function update(): void {
    const { accent, radius = DEFAULT_RADIUS, scheme = 'auto' } = theme
    const shown = scheme === 'auto' ? (darkness.matches ? 'dark' : 'light') : scheme
    host.dataset['scheme'] = shown
    host.style.setProperty('color-scheme', shown)
    host.style.setProperty('--radius', `${radius}px`)
    tell(accent, shown)
  }

  darkness.addEventListener('change', update)
  return {
    apply: (next) => {
      theme = next
      update()
    },
    follow: (listener) => {
      tell = listener
      update()
    },
    stop: () => darkness.removeEventListener('change', update),
  }
}
