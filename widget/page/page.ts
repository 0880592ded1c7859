/** The part of the panel that protects it from the page around it. It is fetched beside the panel, which doesn't wait. */
import type { Look } from '../panel/apply-look.ts'
import { isFullScreen } from '../panel/full-screen.ts'
import { hasWritten } from '../panel/has-written.ts'
import type { PanelContext } from '../panel/panel-context.ts'
import type { MountedPanel } from '../panel/panel-parts.ts'
import { trapFocus } from '../panel/trap-focus.ts'
import { carryDraft } from './carry-draft.ts'
import { followViewport } from './follow-viewport.ts'
import { holdFocus } from './hold-focus.ts'
import { keepEvents } from './keep-events.ts'
import { offerFiles } from './offer-files.ts'
import { overModal } from './over-modal.ts'
import { pageStyles } from './page-styles.ts'
import { readableAccent } from './readable-accent.ts'
import { rememberOpen } from './remember-open.ts'
import { tryAgain } from './try-again.ts'
import { watchAvailability } from './watch-availability.ts'

/** @returns tells it that the panel is open or closed */
export function guardPanel(
  mounted: MountedPanel,
  look: Look,
  panel: PanelContext,
  focusFirst: () => void,
): (isOpen: boolean) => void {
  const { host, options, store, addStyles, onGone } = mounted
  const { element, root, layer } = host
  const { projectId } = options
  const isOpen = () => store.get().isOpen
  // Destroyed while this was fetched.
  if (!onGone()) return () => {}
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && isOpen() && isFullScreen()) trapFocus(event)
  }
  layer.addEventListener('keydown', onKeyDown)
  addStyles(pageStyles)
  look.follow((accent, scheme) => readableAccent(element, accent, scheme))
  const over = overModal(host)
  over.setOpen(isOpen())
  watchAvailability(host, store, () => panel.conversation.get()?.isKept() ?? true)
  const files = offerFiles(mounted, panel)
  onGone(
    over.stop,
    () => layer.removeEventListener('keydown', onKeyDown),
    followViewport(element),
    keepEvents(element, files.areTaken, files.give),
    rememberOpen(projectId, isOpen),
    holdFocus(root, () => isOpen() && focusFirst()),
    tryAgain(store, panel),
    // After the guard, which forgets at the end of the page that the panel was open, unless somebody has written.
    carryDraft(
      projectId,
      store,
      () => hasWritten(projectId),
      () => host.q.some(([name]) => name === 'logout'),
    ),
  )
  return over.setOpen
}
