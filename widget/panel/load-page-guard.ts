import type { Look } from './apply-look.ts'
import type { PanelContext } from './panel-context.ts'
import type { MountedPanel } from './panel-parts.ts'

/**
 * Fetches what protects the panel from the page, beside the panel, which doesn't wait: without it the panel is only less
 * protected.
 *
 * @returns tells it that the panel is open or closed
 */
export function loadPageGuard(
  mounted: MountedPanel,
  look: Look,
  panel: PanelContext,
  focusFirst: () => void,
): (isOpen: boolean) => void {
  let setOpen: ((isOpen: boolean) => void) | undefined
  async function fetchGuard(): Promise<void> {
    const { guardPanel } = await import('../page/page.ts')
    setOpen = guardPanel(mounted, look, panel, focusFirst)
  }
  fetchGuard().catch(() => {})
  return (isOpen) => setOpen?.(isOpen)
}
