import { ChatError } from '../../../client/chat-error.ts'
import type { Position } from '../../../contract/position.ts'
import type { MessageRow } from '../../../contract/tables/messages.ts'
import type { SessionRow } from '../../../contract/tables/sessions.ts'
import type { InboxClient } from '../../../inbox/inbox-client.ts'
import { InboxError } from '../../../inbox/inbox-error.ts'
import { createInboxActions } from '../../../inbox/store/inbox-actions.ts'
import { createInboxState } from '../../../inbox/store/inbox-state.ts'
import { isInView, placeIn } from '../../../inbox/view.ts'

const agent = { id: 'ada', name: 'Ada' }

/** A site's rows, and how its calls go; `before` runs between the reading of rows and their arrival. */
export function fakeSite() {
  return {
    sessions: [] as SessionRow[],
    messages: [] as MessageRow[],
    statsReads: 0,
    signOuts: 0,
    enter: async () => {},
    signOut: async (): Promise<void> => {},
    isSignedIn: true,
    stats: async () => {},
    before: async () => {},
    replies: [] as { id: string; text: string }[],
    reply: async () => {},
    change: (): Promise<SessionRow> => Promise.reject(new Error('not of this test')),
  }
}

/** The store of the inbox, signed in, over a site. */
export async function openInboxStore(site: ReturnType<typeof fakeSite>) {
  const state = createInboxState('open')
  const checkAccount = async () => {
    if (!site.isSignedIn) throw new InboxError('signed_out', 'Please sign in.')
  }
  const arrive = async <T>(value: T): Promise<T> => {
    await site.before()
    return value
  }
  const change = () => site.change()
  const client: InboxClient = {
    signIn: async (email) => {
      await site.enter()
      return { id: email, name: email }
    },
    signOut: async () => {
      site.signOuts += 1
      await site.signOut()
    },
    whoAmI: async () => {
      await site.enter()
      return agent
    },
    checkAccount,
    listSessions: async (view, me, after) => {
      const size = view === 'waiting' ? 100 : 50
      const direction = view === 'waiting' ? 1 : -1
      const compare = (one: Position, other: Position) =>
        direction * ((one.value ?? '').localeCompare(other.value ?? '') || one.sequence - other.sequence)
      const sessions = site.sessions
        .filter((row) => isInView(view, row, me.id))
        .filter((row) => after === null || compare(placeIn(view, row), after) > 0)
        .sort((one, other) => compare(placeIn(view, one), placeIn(view, other)))
        .slice(0, size)
      const last = sessions.at(-1)
      const next = sessions.length === size && last ? placeIn(view, last) : null
      return arrive({ sessions: site.isSignedIn ? sessions : [], next })
    },
    reader: (sessionId) => {
      const rows = () => site.messages.filter((row) => row.sessionId === sessionId)
      const from = (id: string) => {
        const index = rows().findIndex((row) => row.$id === id)
        if (index < 0) throw new ChatError('query_invalid')
        return index
      }
      return {
        session: async () => {
          const row = site.sessions.find((one) => one.$id === sessionId)
          if (!row || !site.isSignedIn) throw new ChatError('session_not_found')
          return row
        },
        after: async (id) => {
          const later = rows().slice(from(id) + 1)
          return arrive({ messages: later.slice(0, 100), hasMore: later.length >= 100 })
        },
        before: async (id, size) => {
          const earlier = id === null ? rows() : rows().slice(0, from(id))
          return arrive({ messages: earlier.slice(-size), hasMore: earlier.length > size })
        },
      }
    },
    readStatistics: async () => {
      site.statsReads += 1
      await site.stats()
      return {
        sessions: { active: 0 },
        messages: { total: 0 },
        atLeast: [],
        mostRecentActivity: null,
      }
    },
    claim: change,
    takeOver: change,
    release: change,
    returnToBot: change,
    close: change,
    reopen: change,
    reply: async (sessionId, id, text) => {
      site.replies.push({ id, text })
      await site.reply()
      const row = site.sessions.find((one) => one.$id === sessionId)
      const stored = site.messages.find((one) => one.$id === id)
      if (!row || !stored) throw new InboxError('unreachable', 'The server can’t be reached.')
      return { message: stored, session: row }
    },
  }
  const actions = createInboxActions(state, client)
  await actions.enter()
  return {
    state,
    actions,
    listed: () => state.$sessions.get()?.map((row) => row.$id),
    texts: () => state.$conversation.get()?.messages.map((row) => row.text),
    ids: () => state.$conversation.get()?.messages.map((row) => row.$id),
  }
}
