/** Hot sessions that a warm function remembers. */
const CAPACITY = 5000

/**
 * Whose a session is never changes, so a warm function may remember it: sending needs no read before its writes.
 * Forgets the one that was asked for least recently.
 */
export function createSessionOwners() {
  const owners = new Map<string, string>()
  return {
    get(sessionId: string): string | null {
      const visitorId = owners.get(sessionId)
      if (visitorId === undefined) return null
      owners.delete(sessionId)
      owners.set(sessionId, visitorId)
      return visitorId
    },
    set(sessionId: string, visitorId: string): void {
      owners.delete(sessionId)
      owners.set(sessionId, visitorId)
      if (owners.size > CAPACITY) {
        const [oldest] = owners.keys()
        if (oldest !== undefined) owners.delete(oldest)
      }
    },
    forget(sessionId: string): void {
      owners.delete(sessionId)
    },
  }
}

export type SessionOwners = ReturnType<typeof createSessionOwners>
