import { storedName } from './stored-name.ts'

/** Whether an earlier page stored a visitor; false where storage is blocked. */
export function hasWritten(projectId: string): boolean {
  return hasStored(() => localStorage, storedName(projectId, 'visitor'))
}

/** Whether the page before this one left a draft. */
export function hasDraft(projectId: string): boolean {
  return hasStored(() => sessionStorage, storedName(projectId, 'draft'))
}

function hasStored(storage: () => Storage, name: string): boolean {
  try {
    return storage().getItem(name) !== null
  } catch {
    return false
  }
}
