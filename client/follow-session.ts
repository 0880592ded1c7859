import { messagesChannel, sessionChannel } from '../contract/channels.ts'
import type { MessageRow } from '../contract/tables/messages.ts'
import type { SessionRow } from '../contract/tables/sessions.ts'
import { backoffMs } from './backoff.ts'
import { catchUpCursor } from './catch-up.ts'
import { codeOf } from './chat-error.ts'
import type { Target } from './http.ts'
import { watchWake } from './page-wake.ts'
import { query } from './query.ts'
import { readMessage, readSession } from './read-answers.ts'
import {
  readMessagesAfter,
  readMessagesBefore,
  readSessionRow,
  type MessagePage,
  type SessionAddress,
} from './read-table.ts'
import { connectRealtime, type RealtimeEvent } from './realtime-socket.ts'

/** `live`: pushed. `polling`: no socket, but reads work. `offline`: neither does. */
export type Connection = 'connecting' | 'live' | 'polling' | 'offline'

export interface SessionListener {
  /** What it holds now, oldest first: where catching up begins. */
  readonly held: () => readonly MessageRow[]
  /** New or changed rows, in any order, some of them held already. */
  readonly messages: (rows: readonly MessageRow[]) => void
  /** `stale` can't be brought up to date: the newest page takes its place. */
  readonly replace: (stale: readonly MessageRow[], page: MessagePage) => void
  readonly removed: (messageId: string) => void
  readonly session: (row: SessionRow) => void
  /** The session was deleted. Nothing follows. */
  readonly gone: () => void
  readonly connection: (state: Connection) => void
}

export interface Following {
  /** Reads what may have been missed, now. */
  readonly refresh: () => void
  /** The page of messages before one. @throws ChatError */
  readonly older: (messageId: string) => Promise<MessagePage>
  readonly stop: () => void
}

/** Without a socket. */
const POLL_MS = 5000
/** With one: Appwrite's Realtime can be alive and silent at once, so somebody who looks on never misses more than this. */
const CHECK_MS = 60_000

/** Keeps a listener in step with one session: Realtime, plus reading after the newest row held whenever that may have missed something. */
export function followSession(target: Target, address: SessionAddress, listener: SessionListener): Following {
  let stopped = false
  let live = false
  let catchingUp: Promise<void> | null = null
  let again = false
  let failedPolls = 0
  let poll: ReturnType<typeof setTimeout> | undefined

  function event({ action, row, channels }: RealtimeEvent): void {
    if (channels.includes(sessionChannel(address.databaseId, address.sessionId))) {
      if (action === 'delete') return end()
      try {
        listener.session(readSession(row))
      } catch {
        refresh()
      }
      return
    }
    const message = readMessage(row)
    // The server filters by session; a reader that trusts it shows a stranger's words the day it fails.
    if (message?.sessionId !== address.sessionId) return
    if (action === 'delete') listener.removed(message.$id)
    else listener.messages([message])
  }

  async function catchUp(): Promise<void> {
    try {
      const [session] = await Promise.all([readSessionRow(target, address), readMissed()])
      if (stopped) return
      failedPolls = 0
      listener.session(session)
      listener.connection(live ? 'live' : 'polling')
    } catch (thrown) {
      if (stopped) return
      if (codeOf(thrown) === 'session_not_found') return end()
      failedPolls += 1
      if (!live) listener.connection('offline')
    } finally {
      plan()
    }
  }

  async function readMissed(): Promise<void> {
    let cursor = catchUpCursor(listener.held())
    if (cursor === null) return replaceAll()
    try {
      for (;;) {
        const page: MessagePage = await readMessagesAfter(target, address, cursor)
        if (stopped) return
        listener.messages(page.messages)
        cursor = page.messages.at(-1)?.$id ?? cursor
        if (!page.hasMore) return
      }
    } catch (thrown) {
      // The row of the cursor is gone: somebody cleared the history.
      if (codeOf(thrown) !== 'query_invalid') throw thrown
      await replaceAll()
    }
  }

  async function replaceAll(): Promise<void> {
    // What arrives while this is read is newer than the page, and stays.
    const stale = listener.held()
    const page = await readMessagesBefore(target, address, null)
    if (!stopped) listener.replace(stale, page)
  }

  /** One at a time; a call while one is under way runs another afterwards, because that one may have looked too early. */
  function refresh(): void {
    if (stopped) return
    if (catchingUp) {
      again = true
      return
    }
    catchingUp = catchUp().finally(() => {
      catchingUp = null
      if (!again) return
      again = false
      refresh()
    })
  }

  /** Reads again later; a hidden page waits until it is seen. */
  function plan(): void {
    clearTimeout(poll)
    if (stopped) return
    const pauseMs = failedPolls > 0 ? Math.max(backoffMs(failedPolls), POLL_MS) : live ? CHECK_MS : POLL_MS
    poll = setTimeout(() => {
      if (!document.hidden) refresh()
    }, pauseMs)
  }

  function end(): void {
    stop()
    listener.gone()
  }

  function stop(): void {
    stopped = true
    clearTimeout(poll)
    unwatch()
    socket.stop()
  }

  const unwatch = watchWake(() => {
    socket.wake()
    refresh()
  })
  const socket = connectRealtime(
    target,
    address.secret,
    [
      {
        channels: [messagesChannel(address.databaseId)],
        queries: [query.equal('sessionId', address.sessionId)],
      },
      { channels: [sessionChannel(address.databaseId, address.sessionId)], queries: [] },
    ],
    {
      live: () => {
        live = true
        listener.connection('live')
        refresh()
      },
      down: () => {
        live = false
        listener.connection('connecting')
        refresh()
      },
      event,
    },
  )
  return { refresh, older: (messageId) => readMessagesBefore(target, address, messageId), stop }
}
