/**
 * Keeps `--height` and `--top` at what is really visible, so that a keyboard never covers the composer.
 * Returns how to stop.
 */
export function followViewport(host: HTMLElement): () => void {
  const viewport = window.visualViewport
  if (!viewport) return () => {}
  const update = () => {
    host.style.setProperty('--height', `${viewport.height}px`)
    host.style.setProperty('--top', `${viewport.offsetTop}px`)
  }
  update()
  viewport.addEventListener('resize', update)
  viewport.addEventListener('scroll', update)
  return () => {
    viewport.removeEventListener('resize', update)
    viewport.removeEventListener('scroll', update)
  }
}
