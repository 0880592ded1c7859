import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'

/** How many a warm function remembers. */
const CAPACITY = 5000
/** How many messages of each. */
const MESSAGES = 32

/** What sending has to know of a session before it writes. */
export interface HotSession {
  /** Whose it is; never changes. */
  readonly visitorId: string | null
  /** What its bot knows; never changes. */
  readonly corpora: readonly string[]
  /** What the visitor's page is written in; never changes. */
  readonly locale: string | null
  /** Whether it was with the bot when it was seen last. Only a guess: others may have moved it since. */
  readonly wasWithBot: boolean
  /** When the row was changed last, as it was seen last. */
  readonly updatedAt: string
  /** The same if it had no name then: while the row is that one, it has none. Null when it had one. */
  readonly unnamedSince: string | null
  /** What a send that is refused must leave as it was. */
  readonly lastSeen: string | null
  readonly expiresAt: string | null
  /** Ids of messages that were stored and counted when it was seen last: one of them sent again writes nothing. */
  readonly taken: ReadonlySet<string>
  /** Every attempt to send that was counted when it was seen last, and when its minute began; 0 for never. */
  readonly sentCount: number
  windowStartedAt: number
  /** Until when sending is refused without a call of Appwrite; 0 when it isn't. */
  refusedUntil: number
}

/**
 * Sessions that a warm function has seen, so that sending needs no read before its writes. Forgets the one that was
 * used least recently.
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
    /**
     * Remembers a row as it was just read or written, unless a newer one is known; not one that is closed: what is sent
     * to it needs a look first.
     *
     * @param stored the id of a message that the row counts
     */
    keep(row: PacedSessionRow, stored?: string): HotSession {
      const held = known.get(row.$id)
      const session = {
        ...(held !== undefined && held.updatedAt > row.$updatedAt ? held : seen(row)),
        refusedUntil: held?.refusedUntil ?? 0,
        taken: stored === undefined ? (held?.taken ?? NONE) : withOne(held?.taken ?? NONE, stored),
      }
      known.delete(row.$id)
      if (stateOf(row) === 'closed') return session
      known.set(row.$id, session)
      if (known.size > CAPACITY) {
        const [oldest] = known.keys()
        if (oldest !== undefined) known.delete(oldest)
      }
      return session
    },
    /** Refuses what is sent until then, without a call of Appwrite. */
    refuseUntil(sessionId: string, time: number): void {
      const session = known.get(sessionId)
      if (session !== undefined) session.refusedUntil = time
    },
    forget(sessionId: string): void {
      known.delete(sessionId)
    },
  }
}

const NONE: ReadonlySet<string> = new Set()

function withOne(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids, id].slice(-MESSAGES))
}

/** A session, from its row. */
function seen(row: PacedSessionRow) {
  return {
    updatedAt: row.$updatedAt,
    unnamedSince: row.chatName === null ? row.$updatedAt : null,
    lastSeen: row.lastSeen,
    expiresAt: row.expiresAt,
    visitorId: row.visitorId,
    corpora: row.corpora,
    locale: row.locale,
    wasWithBot: stateOf(row) === 'bot',
    sentCount: row.sentCount,
    windowStartedAt: row.windowStartedAt === null ? 0 : Date.parse(row.windowStartedAt),
  }
}

export type HotSessions = ReturnType<typeof createHotSessions>
