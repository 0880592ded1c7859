/** The part of the panel that protects it from the page around it. It is fetched beside the panel, which doesn't wait. */
import { followViewport } from './follow-viewport.ts'
import { isFullScreen } from '../panel/full-screen.ts'
import { holdFocus } from './hold-focus.ts'
import { keepEvents } from './keep-events.ts'
import { overModal } from './over-modal.ts'
import type { PanelHost } from '../launcher/panel-host.ts'
import { rememberOpen } from './remember-open.ts'
import { trapFocus } from '../panel/trap-focus.ts'

export { pageStyles as styles } from './page-styles.ts'
export { readableAccent } from './readable-accent.ts'
export { carryDraft } from './carry-draft.ts'
export { tryAgain } from './try-again.ts'

export interface PageGuard {
  readonly setOpen: (isOpen: boolean) => void
  readonly stop: () => void
}

export interface GuardedPanel {
  readonly projectId: string
  readonly isOpen: () => boolean
  readonly focusFirst: () => void
}

export function guardAgainstPage(host: PanelHost, panel: GuardedPanel): PageGuard {
  const { element, root, layer } = host
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && panel.isOpen() && isFullScreen()) trapFocus(event)
  }
  layer.addEventListener('keydown', onKeyDown)
  const over = overModal(host)
  const stops = [
    over.stop,
    () => layer.removeEventListener('keydown', onKeyDown),
    followViewport(element),
    keepEvents(element),
    rememberOpen(panel.projectId, panel.isOpen),
    holdFocus(root, () => panel.isOpen() && panel.focusFirst()),
  ]
  return {
    setOpen: over.setOpen,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
