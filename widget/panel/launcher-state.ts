import { fill } from '../locales/fill.ts'
import type { PanelTexts } from '../locales/texts.ts'

/**
 * What the launcher needs only with a panel: its badge, its changing name and state. Its second icon is in the styles.
 *
 * @returns how to draw it for a state
 */
export function launcherState(
  button: HTMLButtonElement,
  texts: PanelTexts,
): (isOpen: boolean, unread: number) => void {
  const badge = document.createElement('span')
  badge.className = 'badge'
  return (isOpen, unread) => {
    button.ariaExpanded = `${isOpen}`
    const count = unread > 99 ? '99+' : `${unread}`
    button.ariaLabel = isOpen ? texts.closePanel : unread ? fill(texts.openUnread, count) : texts.open
    badge.textContent = count
    // Not `remove`, which old libraries of a page replace.
    if (unread === 0) badge.parentNode?.removeChild(badge)
    else button.append(badge)
  }
}
