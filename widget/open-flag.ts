/** Whether the panel stood open in this tab, so that the next page opens it again. Nothing is thrown where storage is blocked. */
export function keepsOpen(projectId: string): boolean {
  try {
    return !!sessionStorage.getItem(keyFor(projectId))
  } catch {
    return false
  }
}

/** Only where the visitor has written something: looking around leaves no trace. */
export function keepOpen(projectId: string, isOpen: boolean): void {
  try {
    if (isOpen) sessionStorage.setItem(keyFor(projectId), '1')
    else sessionStorage.removeItem(keyFor(projectId))
  } catch {
    // Blocked: the next page begins closed.
  }
}

function keyFor(projectId: string): string {
  return `porchlight:${projectId}:open`
}
