import { storedName } from '../launcher/stored-name.ts'

/** Whether an earlier page stored a visitor, or a message that never reached the server; false where storage is blocked. */
export function hasWritten(projectId: string): boolean {
  return has(() => localStorage, storedName(projectId, 'visitor'), storedName(projectId, 'outbox:'))
}

/** Whether the page before this one left a draft. */
export function hasDraft(projectId: string): boolean {
  return has(() => sessionStorage, storedName(projectId, 'draft'))
}

function has(storage: () => Storage, ...starts: readonly string[]): boolean {
  try {
    return Object.keys(storage()).some((key) => starts.some((start) => key.startsWith(start)))
  } catch {
    return false
  }
}
