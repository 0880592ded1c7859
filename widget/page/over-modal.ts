import type { PanelHost } from '../launcher/panel-host.ts'

const SHUT_OUT = ['inert', 'aria-hidden'] as const

export interface OverModal {
  readonly setOpen: (isOpen: boolean) => void
  readonly stop: () => void
}

/**
 * An open modal dialog makes all else on the page inert. An opened panel moves into the topmost one, whichever of both
 * opened first, and back when either is closed or gone. Page code that shuts its surroundings out for a modal of its own
 * has to leave an open panel alone, too.
 */
export function overModal(host: PanelHost): OverModal {
  const { element, root, layer } = host
  let isOpen = false

  function check(): void {
    if (isOpen) for (const name of SHUT_OUT) if (element.hasAttribute(name)) element.removeAttribute(name)
    const modals = isOpen ? [...document.querySelectorAll('dialog:modal')] : []
    const modal = modals.find((one) => one.matches(':focus-within')) ?? modals.at(-1)
    if (modal?.contains(element)) return
    if (modal) moveInto(modal)
    // A closed one that is gone is the launcher's affair, or was destroyed.
    else if (element.closest('dialog') || (isOpen && !element.isConnected)) host.attach?.()
  }

  function moveInto(modal: Element): void {
    const focused = root.activeElement
    modal.append(element)
    if (layer.popover) layer.showPopover()
    if (focused instanceof HTMLElement) focused.focus()
  }

  const observer = new MutationObserver((changes) => {
    if (!element.isConnected || changes.some(({ type }) => type === 'attributes')) check()
  })
  return {
    setOpen: (next) => {
      isOpen = next
      observer.disconnect()
      if (isOpen) {
        observer.observe(document, { subtree: true, childList: true, attributeFilter: ['open', ...SHUT_OUT] })
      }
      check()
    },
    stop: () => observer.disconnect(),
  }
}
