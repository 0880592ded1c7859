import type { MessageRow } from '../contract/tables/messages.ts'
import type { SessionRow } from '../contract/tables/sessions.ts'
import * as limits from '../contract/limits.ts'
import { ChatError } from './chat-error.ts'
import {
  emptyTranscript,
  forgotten,
  missingCount,
  readBack,
  readingPosition,
  readOn,
  received,
  removed,
  startedOver,
  transcriptOf,
  type MessagePage,
  type Place,
  type Transcript,
} from './transcript.ts'

/** Reads one session's rows. What else it throws is a read that failed, and is passed on. */
export interface TranscriptReader {
  /** @throws ChatError `session_not_found` when it was deleted, or isn't the reader's */
  readonly session: () => Promise<SessionRow>
  /** The page after a message. @throws ChatError `query_invalid` when that message was deleted */
  readonly after: (messageId: string) => Promise<MessagePage>
  /** The page before a message, or the newest when null. @throws ChatError `query_invalid` as above */
  readonly before: (messageId: string | null, size: number) => Promise<MessagePage>
}

export interface TranscriptListener {
  readonly transcript: (now: Transcript, before: Transcript) => void
  readonly session: (row: SessionRow) => void
}

/** One session's messages and row, held in step with the server by reads, events and answers alike. */
export interface LiveTranscript {
  readonly get: () => Transcript
  /** Rows that came by an event, or as an answer. */
  readonly receive: (rows: readonly MessageRow[]) => void
  readonly receiveSession: (row: SessionRow) => void
  /** Rows were deleted. */
  readonly remove: (rows: readonly Place[]) => void
  /** Rows are gone by a call's answer, which can't say what was stored meanwhile: what is left is read. */
  readonly forget: (rows: readonly Place[]) => void
  /** Reads what may have been missed. Resolves once a read that began after this call has ended. */
  readonly refresh: () => Promise<void>
  /** Reads the page before the first row. */
  readonly loadOlder: () => Promise<void>
  /** Nothing is told any more. */
  readonly stop: () => void
}

/** Row and counter of one message arrive apart: a difference this old is no longer that. */
const SETTLE_MS = 2000
/** Looks that follow one another while a difference lasts, each after twice the pause. */
const LOOKS = 3
/** A difference that no look explains (the counter itself is wrong) is looked into this often. */
const LOOK_AGAIN_MS = 60_000
/** Pages read to cover what was shown; what is older then is loaded again on demand. */
const PAGES_MAX = 20

/**
 * Holds a session's transcript. Reading goes on from where reading has ended before, until there is no more; where that
 * position is unknown it begins with the newest page, as at the first time. The session's counter is the checksum: what
 * an event, a read or a deletion has left wrong shows in it, and is put right by reading all that is shown again.
 *
 * @param first the answer that began it; null: nothing is known before the first `refresh`
 */
export function openTranscript(
  reader: TranscriptReader,
  listener: TranscriptListener,
  first: { readonly session: SessionRow; readonly page: MessagePage } | null,
): LiveTranscript {
  let transcript = first ? transcriptOf(first.page, first.session.messageCount) : emptyTranscript
  let session = first?.session ?? null
  let isStopped = false
  let underWay: Promise<void> | null = null
  let next: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSuspect = false
  let looks = 0
  /** A difference that looking has not explained. */
  let unexplained = 0
  let startedOverAt = 0

  function update(now: Transcript): void {
    const before = transcript
    if (isStopped || now === before) return
    transcript = now
    listener.transcript(now, before)
    check()
  }

  function receiveSession(row: SessionRow): void {
    if (isStopped || (session && session.$updatedAt > row.$updatedAt)) return
    session = row
    listener.session(row)
    check()
  }

  function difference(): number {
    // Before the first read there is nothing to compare.
    return session && transcript !== emptyTranscript ? missingCount(transcript, session.messageCount) : 0
  }

  /** A difference that stays for a moment is looked into. */
  function check(): void {
    const found = difference()
    if (found === 0) {
      clearTimeout(timer)
      timer = undefined
      isSuspect = false
      looks = 0
      unexplained = 0
    } else if (found !== unexplained) {
      timer ??= setTimeout(
        () => {
          timer = undefined
          if (isStopped || difference() === 0 || difference() === unexplained) return
          isSuspect = true
          refresh().catch(() => {
            // Whoever reads regularly meets the same, and reports it.
          })
        },
        SETTLE_MS * 2 ** looks,
      )
    }
  }

  async function catchUp(): Promise<void> {
    const reading = reader.session()
    const [row] = await Promise.all([reading, readMissed(reading)])
    receiveSession(row)
    if (difference() === 0) return
    if (!isSuspect && (unexplained === 0 || Date.now() - startedOverAt < LOOK_AGAIN_MS)) return
    looks += 1
    await startOver(reader.session())
    isSuspect = false
    if (looks < LOOKS || difference() === 0) return
    unexplained = difference()
    looks = 0
    clearTimeout(timer)
    timer = undefined
  }

  async function readMissed(reading: Promise<SessionRow>): Promise<void> {
    let position = readingPosition(transcript)
    for (;;) {
      if (position === null) return startOver(reading)
      let page: MessagePage
      try {
        page = await reader.after(position)
      } catch (thrown) {
        if (!isUnknownPosition(thrown)) throw thrown
        return startOver(reading)
      }
      update(readOn(transcript, page))
      if (!page.hasMore || isStopped) return
      position = transcript.cursor
    }
  }

  async function startOver(reading: Promise<SessionRow>): Promise<void> {
    const before = transcript
    startedOverAt = Date.now()
    const [row, page] = await Promise.all([reading, readNewest(before.rows)])
    update(startedOver(transcript, before, page, row.messageCount))
    receiveSession(row)
  }

  /** The newest page, and as many before it as cover what is shown. */
  async function readNewest(shown: readonly MessageRow[]): Promise<MessagePage> {
    const first = shown[0]
    let page = await reader.before(null, limits.messagePageDefault)
    for (let pages = 1; pages < PAGES_MAX; pages++) {
      const oldest = page.messages[0]
      if (!first || !oldest || !page.hasMore || oldest.$sequence <= first.$sequence) break
      const older = await reader.before(oldest.$id, limits.messagePageMax)
      page = { messages: [...older.messages, ...page.messages], hasMore: older.hasMore }
    }
    return page
  }

  function refresh(): Promise<void> {
    if (isStopped) return Promise.resolve()
    if (!underWay) {
      underWay = catchUp().finally(() => {
        underWay = null
      })
      return underWay
    }
    // That one may have looked too early.
    const again = () => {
      next = null
      return refresh()
    }
    return (next ??= underWay.then(again, again))
  }

  return {
    get: () => transcript,
    receive: (rows) => update(received(transcript, rows)),
    receiveSession,
    remove: (rows) => update(removed(transcript, rows)),
    forget: (rows) => update(forgotten(transcript, rows)),
    refresh,
    loadOlder: async () => {
      const [first] = transcript.rows
      if (!first || !transcript.hasOlder) return
      try {
        const page = await reader.before(first.$id, limits.messagePageDefault)
        // Started over meanwhile: another page is the one before.
        if (transcript.rows[0]?.$id === first.$id) update(readBack(transcript, page))
      } catch (thrown) {
        if (!isUnknownPosition(thrown)) throw thrown
        await refresh()
      }
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** The row of a cursor was deleted. */
function isUnknownPosition(thrown: unknown): boolean {
  return thrown instanceof ChatError && thrown.code === 'query_invalid'
}
