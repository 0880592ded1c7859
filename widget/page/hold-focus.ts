/**
 * A control that vanishes or is disabled by its own use would leave the focus to the page's body, and a keyboard at its
 * beginning: the panel's first stop takes it instead.
 *
 * @param instead gives the focus to that
 * @returns how to stop
 */
export function holdFocus(root: ShadowRoot, instead: () => void): () => void {
  let held: Element | null = null
  const isUsedUp = () => held !== null && (!held.isConnected || held.matches(':disabled'))
  const onFocus = ({ target }: Event) => {
    held = target instanceof Element ? target : null
  }
  const onBlur = () => {
    const left = held
    // Whether it is gone or was left for elsewhere shows once the change under way is through.
    queueMicrotask(() => {
      if (held === left && !isUsedUp()) held = null
    })
  }
  const observer = new MutationObserver(() => {
    if (!isUsedUp() || (root.activeElement && root.activeElement !== held)) return
    held = null
    instead()
  })
  root.addEventListener('focusin', onFocus)
  root.addEventListener('focusout', onBlur)
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['disabled'] })
  return () => {
    root.removeEventListener('focusin', onFocus)
    root.removeEventListener('focusout', onBlur)
    observer.disconnect()
  }
}
