import type { Look } from './apply-look.ts'
import { hasWritten } from './has-written.ts'
import type { PageGuard } from '../page/page.ts'
import type { PanelContext } from './panel-context.ts'
import type { MountedPanel } from './panel-parts.ts'

/**
 * Fetches what protects the panel from the page, beside the panel, which doesn't wait: without it the panel is only less
 * protected.
 *
 * @returns tells it that the panel is open or closed
 */
export function loadPageGuard(
  { host, options, store, addStyles, onGone }: MountedPanel,
  look: Look,
  panel: PanelContext,
  focusFirst: () => void,
): (isOpen: boolean) => void {
  const { projectId } = options
  const isOpen = () => store.get().isOpen
  let guard: PageGuard | undefined
  async function fetchGuard(): Promise<void> {
    const { guardAgainstPage, readableAccent, tryAgain, carryDraft, styles } = await import('../page/page.ts')
    if (!onGone()) return
    addStyles(styles)
    look.follow((accent, scheme) => readableAccent(host.element, accent, scheme))
    guard = guardAgainstPage(host, { projectId, isOpen, focusFirst })
    guard.setOpen(isOpen())
    onGone(
      guard.stop,
      tryAgain(store, panel),
      // After the guard, which forgets at the end of the page that the panel was open, unless somebody has written.
      carryDraft(projectId, store, () => hasWritten(projectId)),
    )
  }
  fetchGuard().catch(() => {})
  return (isOpen) => guard?.setOpen(isOpen)
}
