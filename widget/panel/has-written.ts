import { storedName } from '../launcher/stored-name.ts'

/** Whether an earlier page stored a visitor, or a message that never reached the server; false where storage is blocked. */
export function hasWritten(projectId: string): boolean {
  return has(() => localStorage, storedName(projectId, 'visitor'), storedName(projectId, 'outbox:'))
}

/** Whether the page before this one left a draft. */
export function hasDraft(projectId: string): boolean {
  return has(() => sessionStorage, storedName(projectId, 'draft'))
}

/** The language that an earlier page has chosen for this visitor, if any. */
export function chosenLocale(projectId: string): unknown {
  return unlessBlocked(() => localStorage[storedName(projectId, 'locale')])
}

function has(storage: () => Storage, ...starts: readonly string[]): boolean {
  const found = unlessBlocked(() =>
    Object.keys(storage()).some((key) => starts.some((start) => key.startsWith(start))),
  )
  return found === true
}

function unlessBlocked(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return null
  }
}
