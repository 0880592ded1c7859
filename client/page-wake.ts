/** Calls back when the page is online again or becomes visible. Returns how to stop. */
export function watchWake(woken: () => void): () => void {
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
