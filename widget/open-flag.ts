/** Name in the tab's storage of whether the panel stood open, so that the next page opens it again. */
export function openFlag(projectId: string): string {
  return `porchlight:${projectId}:open`
}
