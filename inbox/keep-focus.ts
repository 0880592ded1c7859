/**
 * Keeps the focus of whoever presses "Load more" when that button goes with its last page: on the first of the rows that it
 * brought, or on what scrolls around it. A browser would let it fall to the page, and the next Tab begin at the top.
 */
export function keepFocus(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('.more') : null
    const around = button?.parentElement
    if (!button || !around || document.activeElement !== button) return
    const shown = around.querySelectorAll('.session').length
    const observer = new MutationObserver(() => {
      if (button.isConnected) {
        // Another page came, and there are more: it has the focus still.
        if (around.querySelectorAll('.session').length > shown) observer.disconnect()
        return
      }
      observer.disconnect()
      const rows = around.querySelectorAll<HTMLElement>('.session')
      if (document.activeElement === document.body) (rows[shown] ?? rows[shown - 1] ?? around).focus()
    })
    observer.observe(around, { childList: true, subtree: true })
  })
}
