/** Calls back when the page is online again or becomes visible. Returns how to stop. Outside a page nothing wakes. */
export function watchWake(woken: () => void): () => void {
  if (typeof document === 'undefined') return () => {}
  const shown = () => {
    if (!document.hidden) woken()
  }
  addEventListener('online', woken)
  addEventListener('pageshow', shown)
  document.addEventListener('visibilitychange', shown)
  return () => {
    removeEventListener('online', woken)
    removeEventListener('pageshow', shown)
    document.removeEventListener('visibilitychange', shown)
  }
}

/** Whether there is a page, and nobody looks at it. */
export function isPageHidden(): boolean {
  return typeof document !== 'undefined' && document.hidden
}
