import type { BrowserStorage } from '../../client/browser-storage.ts'
import { parseJson } from '../../client/parse-json.ts'
import { readCredentials } from '../../client/read-answers.ts'
import { isSessionId } from '../../contract/appwrite-ids.ts'
import type { Credentials } from '../../contract/chat-api.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** Whom this browser knows, and what they have seen: all that a page needs which only counts what is new. */
export interface KeptVisit {
  readonly visitor: () => Credentials | null
  readonly sessionId: () => string | null
  /** How many messages of a session the visitor hasn't seen. */
  readonly unseen: (session: SessionRow) => number
}

export function keptVisit(storage: BrowserStorage): KeptVisit {
  return {
    visitor: () => readCredentials(parseJson(storage.get('visitor'))),
    sessionId: () => {
      const id = storage.get('session')
      return id !== null && isSessionId(id) ? id : null
    },
    unseen: ({ $id, messageCount }) => unseenCount(storage.get(seenName($id)), messageCount),
  }
}

/** Where it is kept how many messages of a session were seen. */
export function seenName(sessionId: string): string {
  return `seen:${sessionId}`
}

/** @param seen as it was kept; nothing, or nonsense, means none */
export function unseenCount(seen: string | null, messageCount: number): number {
  return Math.max(0, messageCount - (Number(seen) || 0))
}
