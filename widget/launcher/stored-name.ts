/**
 * Name in the browser's storage of what launcher and panel look at before the part that stores is there: the same as
 * `openStorage` gives. `open` and `draft`, of the tab alone: the panel was open, so that the next page opens it again,
 * and what was written in it by somebody who hasn't sent anything. All begin with what the empty name gives.
 */
export function storedName(
  projectId: string | undefined,
  name: '' | 'open' | 'draft' | 'theme' | 'visitor' | 'outbox:' | 'locale',
): string {
  return `porchlight:${projectId}:${name}`
}
