import type { Connection } from './connection-state.ts'
import { messagesChannel, sessionChannel } from '../contract/channels.ts'
import type { SessionAnswer } from '../contract/chat-api.ts'
import { backoffMs } from './backoff.ts'
import { codeOf } from './chat-error.ts'
import type { Target } from './http.ts'
import { openTranscript, type LiveTranscript, type TranscriptListener } from './live-transcript.ts'
import { isPageHidden, watchWake } from './page-wake.ts'
import * as query from './query.ts'
import { readSession } from './read-sessions.ts'
import { readMessage } from './read-messages.ts'
import { readTable } from './read-table.ts'
import { connectRealtime, type RealtimeEvent, type RealtimeSocket } from './realtime-socket.ts'

export interface SessionListener extends TranscriptListener {
  /** The session was deleted. Nothing follows. */
  readonly gone: () => void
  readonly connection: (state: Connection) => void
}

export interface Following extends Omit<LiveTranscript, 'refresh'> {
  /** Connects, and reads what may have been missed, from now on. Until then only what is handed in is held. */
  readonly start: () => void
  /** Reads what may have been missed, now. It never rejects. */
  readonly refresh: () => Promise<void>
}

/** Without a socket. */
const POLL_MS = 5000
/** With one: Appwrite's Realtime can be alive and silent at once, so somebody who looks on never misses more than this. */
const CHECK_MS = 60_000

/** Keeps one session up to date: Realtime, and reads whenever that may have missed something. */
export function followSession(
  target: Target,
  { databaseId, session, messages, hasOlder }: SessionAnswer,
  secret: string,
  listener: SessionListener,
): Following {
  const sessionId = session.$id
  const transcript = openTranscript(readTable(target, { databaseId, sessionId, secret }), listener, {
    session,
    page: { messages, hasMore: hasOlder },
  })
  let stopped = false
  let live = false
  let failedReads = 0
  let poll: ReturnType<typeof setTimeout> | undefined
  let socket: RealtimeSocket | null = null
  let unwatch = () => {}

  function event({ action, row, channels }: RealtimeEvent): void {
    if (channels.includes(sessionChannel(databaseId, sessionId))) {
      if (action === 'delete') return end()
      try {
        transcript.receiveSession(readSession(row))
      } catch {
        void refresh()
      }
      return
    }
    const message = readMessage(row)
    // The server filters by session; a reader that trusts it shows a stranger's words the day it fails.
    if (message?.sessionId !== sessionId) return
    if (action === 'delete') transcript.remove([message])
    else transcript.receive([message])
  }

  async function refresh(): Promise<void> {
    try {
      await transcript.refresh()
      if (stopped) return
      failedReads = 0
      listener.connection(live ? 'live' : 'polling')
    } catch (thrown) {
      if (stopped) return
      if (codeOf(thrown) === 'session_not_found') return end()
      failedReads += 1
      if (!live) listener.connection('offline')
    }
    plan()
  }

  /** Reads again later; a hidden page waits until it is seen. */
  function plan(): void {
    clearTimeout(poll)
    if (!socket) return
    const pauseMs = failedReads > 0 ? Math.max(backoffMs(failedReads), POLL_MS) : live ? CHECK_MS : POLL_MS
    poll = setTimeout(() => {
      if (!isPageHidden()) void refresh()
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
    socket?.stop()
    transcript.stop()
  }

  function start(): void {
    if (stopped || socket) return
    unwatch = watchWake(() => {
      socket?.wake()
      void refresh()
    })
    socket = connectRealtime(
      target,
      secret,
      [
        { channels: [messagesChannel(databaseId)], queries: [query.equal('sessionId', sessionId)] },
        { channels: [sessionChannel(databaseId, sessionId)], queries: [] },
      ],
      {
        live: () => {
          live = true
          listener.connection('live')
          void refresh()
        },
        down: () => {
          live = false
          listener.connection('connecting')
          void refresh()
        },
        event,
      },
    )
  }

  return { ...transcript, start, refresh, stop }
}
