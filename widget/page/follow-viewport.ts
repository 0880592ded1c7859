/**
 * Keeps `--height` and `--top` at what is really visible, so that a keyboard never covers the composer.
 * Returns how to stop.
 */
export function followViewport(host: HTMLElement): () => void {
  const viewport = window.visualViewport
  if (!viewport) return () => {}
  const update = () => {
    // A page that is zoomed by CSS has larger pixels.
    const zoom = host.currentCSSZoom ?? 1
    host.style.setProperty('--height', `${viewport.height / zoom}px`)
    host.style.setProperty('--top', `${viewport.offsetTop / zoom}px`)
  }
  update()
  viewport.addEventListener('resize', update)
  viewport.addEventListener('scroll', update)
  return () => {
    viewport.removeEventListener('resize', update)
    viewport.removeEventListener('scroll', update)
  }
}
