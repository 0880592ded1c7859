const FOCUSABLE = 'button:not(:disabled), a[href], textarea, input, [tabindex="0"]'

/** Keeps Tab within an element: after its last stop comes the first, and back. */
export function trapFocus(within: HTMLElement, event: KeyboardEvent): void {
  const stops = [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.checkVisibility())
  const root = within.getRootNode()
  const current = root instanceof ShadowRoot ? root.activeElement : document.activeElement
  const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  const isInside = stops.some((stop) => stop === current)
  if (isInside && current !== edge) return
  event.preventDefault()
  other?.focus()
}
