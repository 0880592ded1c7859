/** Keeps Tab within the element that listens: the first stop follows the last, and back. */
export function trapFocus(event: KeyboardEvent): void {
  const within = event.currentTarget
  if (!(within instanceof HTMLElement)) return
  const stops = [
    ...within.querySelectorAll<HTMLElement>(
      'button:not(:disabled), a[href], textarea, input, [tabindex="0"]',
    ),
  ].filter((stop) => stop.checkVisibility())
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  if (from && !from.matches(':focus')) return
  event.preventDefault()
  to?.focus()
}
