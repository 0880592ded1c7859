import { isNewer } from '../../contract/is-newer.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { Position } from '../../contract/position.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent } from '../agent.ts'
import type { FeatureContext } from '../feature-context.ts'
import type { SessionCalls } from './session-calls.ts'
import type { SessionStore } from './session-store.ts'
import { byUrgency, isInView, orderColumn, type View } from './view.ts'

export interface SessionActions {
  /** Reads all that is shown again, and who waits. */
  readonly refresh: () => Promise<void>
  readonly loadMore: () => Promise<void>
  readonly show: (view: View) => Promise<void>
  /** A session as it is now, from wherever; `isCreated` when it has just begun. */
  readonly receive: (session: SessionRow, isCreated?: boolean) => void
  readonly forget: (sessionId: string) => void
  readonly find: (sessionId: string) => SessionRow | undefined
}

/** Who else wants to know of sessions. */
export interface SessionListener {
  /** There is a newer version of a session. */
  readonly changed: (session: SessionRow) => void
  /** One has begun (`before` is null), changed, or was deleted (`after` is null) while the page looked on. */
  readonly counted: (before: SessionRow | null, after: SessionRow | null) => void
}

/** Pages of one refresh; who has loaded more begins there again. */
const PAGES_MAX = 20

/**
 * The list of sessions: rows in their newest version, whichever way they came, of which the view shows those within the
 * range that was read. The range only grows by "Load more", and a refresh reads all of it.
 */
export function createSessionActions(
  store: SessionStore,
  calls: SessionCalls,
  context: FeatureContext,
  listener: SessionListener,
): SessionActions {
  const known = new Map<string, SessionRow>()
  /** No late event or page brings one back. */
  const deleted = new Set<string>()
  /** Counts changes, to tell what came while a read was under way. */
  let clock = 0
  const changedAt = new Map<string, number>()
  /** The last row that was read, as the view orders them; null: all of them were. */
  let end: string | null = null
  let isRead = false

  context.onSignedOut(() => {
    store.$sessions.set(null)
    forgetAll()
  })

  function forgetAll(): void {
    known.clear()
    changedAt.clear()
    end = null
    isRead = false
    store.$next.set(null)
    store.$waiting.set([])
    store.$unanswered.set([])
  }

  function isInRange(view: View, session: SessionRow): boolean {
    if (end === null) return true
    const isWaiting = stateOf(session) === 'waiting'
    if (view === 'waiting') return orderOf(view, session) <= end
    return (view === 'open' && isWaiting) || orderOf(view, session) >= end
  }

  function publish(): void {
    const me = context.agent()
    if (me === null) return
    const view = store.$view.get()
    const rows = [...known.values()].sort(byUrgency)
    store.$waiting.set(rows.filter((session) => stateOf(session) === 'waiting'))
    store.$unanswered.set(
      rows.filter((session) => isInView('mine', session, me.id) && session.previewSender === 'user'),
    )
    if (isRead) {
      store.$sessions.set(rows.filter((row) => isInView(view, row, me.id) && isInRange(view, row)))
    }
  }

  /** False when a newer version is known. */
  function merge(session: SessionRow, isCreated: boolean): boolean {
    const before = known.get(session.$id)
    if (deleted.has(session.$id) || !isNewer(session, before)) return false
    known.set(session.$id, session)
    changedAt.set(session.$id, ++clock)
    if (before || isCreated) listener.counted(before ?? null, session)
    listener.changed(session)
    return true
  }

  async function readView(view: View, me: Agent): Promise<ReadList> {
    const sessions: SessionRow[] = []
    let next: Position | null = null
    let pages = 0
    do {
      const page = await calls.listSessions(view, me, next)
      sessions.push(...page.sessions)
      next = page.next
      pages += 1
      // As far as it was shown; to the very end where all was.
      if (!isRead || (end !== null && next !== null && isPast(view, next.value ?? '', end))) break
    } while (next !== null && pages < PAGES_MAX)
    // What has moved to the top from a page that was still to be read.
    const moved = pages > 1 ? (await calls.listSessions(view, me, null)).sessions : []
    return { sessions: [...sessions, ...moved], next, end: next && (next.value ?? '') }
  }

  /** What a complete read no longer has is gone from there, unless it has changed since. */
  function replace(read: ReadList, wasHeld: (session: SessionRow) => boolean, since: number): void {
    const found = new Set(read.sessions.map((session) => session.$id))
    for (const session of known.values()) {
      const isStale = !found.has(session.$id) && (changedAt.get(session.$id) ?? 0) <= since
      if (isStale && wasHeld(session)) known.delete(session.$id)
    }
    for (const session of read.sessions) merge(session, false)
  }

  async function refresh(): Promise<void> {
    const me = context.agent()
    if (me === null) return
    const view = store.$view.get()
    await context.read('sessions', async () => {
      const since = clock
      const endBefore = end
      const [, read, waiting] = await Promise.all([
        context.proveAgent(),
        readView(view, me),
        calls.listSessions('waiting', me, null),
      ])
      if (store.$view.get() !== view || context.agent() === null) return
      if (end === endBefore) {
        end = read.end
        isRead = true
        store.$next.set(read.next)
        replace(
          read,
          (row) => isInView(view, row, me.id) && isInRange(view, row) && isPaged(view, row),
          since,
        )
        // "Load more" came meanwhile, and further: what is gone from there shows next time.
      } else for (const session of read.sessions) merge(session, false)
      if (waiting.next === null) {
        replace({ ...waiting, ...NOTHING_FURTHER }, (row) => stateOf(row) === 'waiting', since)
      } else for (const session of waiting.sessions) merge(session, false)
      publish()
      store.$refreshedAt.set(new Date())
    })
  }

  return {
    refresh,
    loadMore: async () => {
      const me = context.agent()
      const after = store.$next.get()
      if (me === null || after === null) return
      const view = store.$view.get()
      await context.act(async () => {
        const { sessions, next } = await calls.listSessions(view, me, after)
        if (store.$view.get() !== view || !isRead) return
        for (const session of sessions) merge(session, false)
        const reached = next && (next.value ?? '')
        // A refresh may have come further meanwhile.
        if (end !== null && (reached === null || isPast(view, reached, end))) {
          end = reached
          store.$next.set(next)
        }
        publish()
      })
    },
    show: async (view) => {
      store.$view.set(view)
      store.$sessions.set(null)
      forgetAll()
      await refresh()
    },
    receive: (session, isCreated = false) => {
      if (context.agent() !== null && merge(session, isCreated)) publish()
    },
    forget: (sessionId) => {
      const before = known.get(sessionId)
      if (before) listener.counted(before, null)
      deleted.add(sessionId)
      known.delete(sessionId)
      publish()
    },
    find: (sessionId) => known.get(sessionId),
  }
}

interface ReadList {
  readonly sessions: readonly SessionRow[]
  readonly next: Position | null
  readonly end: string | null
}

const NOTHING_FURTHER = { next: null, end: null }

/** What a view is ordered by, in the server's queries. */
function orderOf(view: View, session: SessionRow): string {
  return session[orderColumn(view)] ?? ''
}

/** Whether a position is at another one, or after it. */
function isPast(view: View, one: string, other: string): boolean {
  return view === 'waiting' ? one >= other : one <= other
}

/** Whether the view's own pages would have it: those who wait are read apart in the view `open`. */
function isPaged(view: View, session: SessionRow): boolean {
  return view !== 'open' || stateOf(session) !== 'waiting'
}
