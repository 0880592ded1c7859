/** Adds a style sheet beside the page. Resolves once it applies, or can't be had: what it styles works without. */
export function loadStyles(name: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = name
  link.addEventListener('load', () => resolve())
  link.addEventListener('error', () => resolve())
  document.head.append(link)
  return promise
}
