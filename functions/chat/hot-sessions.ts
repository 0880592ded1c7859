import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'

/** How many a warm function remembers. */
const CAPACITY = 5000

/** What sending has to know of a session before it writes. */
export interface HotSession {
  /** Whose it is; never changes. */
  readonly visitorId: string | null
  /** What its bot knows; never changes. */
  readonly corpora: readonly string[]
  /** Whether the bot held it when it was seen last. Only a guess: others may have moved it since. */
  readonly wasWithBot: boolean
  /** Every attempt to send that was counted when it was seen last, and when its minute began; 0 for never. */
  readonly sentCount: number
  windowStartedAt: number
  /** Until when sending is refused without asking anybody; 0 when it isn't. */
  refusedUntil: number
}

/**
 * Sessions that a warm function has seen, so that sending needs no read before its writes. Forgets the one that was
 * asked for least recently.
 */
export function createHotSessions() {
  const known = new Map<string, HotSession>()
  return {
    get(sessionId: string): HotSession | null {
      const session = known.get(sessionId)
      if (session === undefined) return null
      known.delete(sessionId)
      known.set(sessionId, session)
      return session
    },
    /** Remembers a row as it was just read or written. */
    keep(row: PacedSessionRow): HotSession {
      const session = {
        sentCount: row.sentCount,
        windowStartedAt: row.windowStartedAt === null ? 0 : Date.parse(row.windowStartedAt),
        refusedUntil: known.get(row.$id)?.refusedUntil ?? 0,
        visitorId: row.visitorId,
        corpora: row.corpora,
        wasWithBot: stateOf(row) === 'bot',
      }
      known.delete(row.$id)
      known.set(row.$id, session)
      if (known.size > CAPACITY) {
        const [oldest] = known.keys()
        if (oldest !== undefined) known.delete(oldest)
      }
      return session
    },
    forget(sessionId: string): void {
      known.delete(sessionId)
    },
  }
}

export type HotSessions = ReturnType<typeof createHotSessions>
