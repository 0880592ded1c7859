import type { PanelHost } from '../launcher/panel-host.ts'

export interface PanelFocus {
  /** Goes where somebody begins who has just opened the panel, or come to another view of it. */
  readonly first: () => void
  /** Before the panel opens or closes. Returns what to do once it has. */
  readonly change: (isOpen: boolean) => () => void
}

export function panelFocus({ root, button }: PanelHost, frame: Element): PanelFocus {
  /** Where the focus was when it opened, and returns to: an opener of the page, or nothing that takes it. */
  let opener: Element | null = null

  function first(): void {
    // On touch the composer would bring up the keyboard before anything was read.
    const name = matchMedia('(pointer: coarse)').matches ? 'h2' : 'textarea'
    ;(frame.querySelector<HTMLElement>(name) ?? frame.querySelector('h2'))?.focus()
  }

  return {
    first,
    change: (isOpen) => {
      const hadFocus = root.activeElement
      if (isOpen) {
        opener = hadFocus ? null : document.activeElement
        return first
      }
      return () => {
        if (!hadFocus) return
        button.focus()
        if (opener instanceof HTMLElement) opener.focus()
      }
    },
  }
}
