import { icons } from './icons.tsx'
import { texts } from './texts.ts'

/**
 * What the launcher needs only with a panel: its second icon, its badge, its changing name.
 *
 * @returns how to draw it for a state
 */
export function dressLauncher(button: HTMLButtonElement): (isOpen: boolean, unread: number) => void {
  const cross = button.querySelector('svg')?.cloneNode(true)
  const badge = document.createElement('span')
  badge.className = 'badge'
  if (cross instanceof Element) {
    cross.classList.add('cross')
    cross.firstElementChild?.setAttribute('d', icons.x)
    button.append(cross)
  }
  button.append(badge)
  return (isOpen, unread) => {
    button.ariaExpanded = `${isOpen}`
    button.ariaLabel = isOpen ? texts.closePanel : texts.open(unread)
    badge.textContent = unread === 0 ? '' : unread > 99 ? '99+' : `${unread}`
  }
}
