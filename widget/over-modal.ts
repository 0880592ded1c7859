import type { PanelHost } from './panel-host.ts'

/**
 * An open modal dialog makes all else on the page inert. An opened panel moves into the topmost one, and back when
 * either is closed; page code that hides its surroundings from assistive technology has to leave it alone, too.
 */
export function overModal({ element, root, layer, attach }: PanelHost): (isOpen: boolean) => void {
  return (isOpen) => {
    const modals = [...document.querySelectorAll('dialog:modal')]
    const modal = isOpen && (modals.find((one) => one.matches(':focus-within')) ?? modals.at(-1))
    for (const name of ['inert', 'aria-hidden']) element.removeAttribute(name)
    if (modal) {
      const focused = root.activeElement
      modal.append(element)
      if (layer.popover) layer.showPopover()
      if (focused instanceof HTMLElement) focused.focus()
      modal.addEventListener('close', attach, { once: true })
    } else if (element.parentElement?.matches('dialog')) attach()
  }
}
