/**
 * A language as the visitor's region writes it, such as `de-AT` for `de`: what dates are formatted for.
 *
 * @param tags of the page and the browser, best first
 */
export function regionOf(locale: string, tags: readonly string[]): string {
  return RegExp(`\\b${locale.slice(0, 2)}-[a-z]{2}\\b`, 'i').exec(tags.join())?.[0] ?? locale
}
