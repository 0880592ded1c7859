/**
 * Name in the browser's storage of what launcher and panel look at before the part that stores is there: the same as
 * `openStorage` gives. `open`, of the tab alone: the panel stood open, so that the next page opens it again.
 */
export function storedName(projectId: unknown, name: 'open' | 'theme' | 'visitor'): string {
  return `porchlight:${String(projectId)}:${name}`
}
