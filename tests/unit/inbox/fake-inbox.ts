import { ChatError } from '../../../client/chat-error.ts'
import type { Position } from '../../../contract/position.ts'
import type { MessageRow } from '../../../contract/tables/messages.ts'
import type { SessionRow } from '../../../contract/tables/sessions.ts'
import type { AccountCalls } from '../../../inbox/account/account-calls.ts'
import { createConversationActions } from '../../../inbox/conversation/conversation-actions.ts'
import type { ConversationCalls } from '../../../inbox/conversation/conversation-calls.ts'
import { createFeatures } from '../../../inbox/features.ts'
import { InboxError } from '../../../inbox/inbox-error.ts'
import type { SessionCalls } from '../../../inbox/sessions/session-calls.ts'
import { isInView, placeIn } from '../../../inbox/sessions/view.ts'
import type { StatisticsCalls } from '../../../inbox/statistics/statistics-calls.ts'

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
    suggested: [] as { sessionId: string; messageId: string }[],
    change: (): Promise<SessionRow> => Promise.reject(new Error('not of this test')),
  }
}

type Site = ReturnType<typeof fakeSite>

const arrive = async <T>(site: Site, value: T): Promise<T> => {
  await site.before()
  return value
}

function accountCalls(site: Site): AccountCalls {
  return {
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
    checkAccount: async () => {
      if (!site.isSignedIn) throw new InboxError('signed_out', 'Please sign in.')
    },
  }
}

function sessionCalls(site: Site): SessionCalls {
  return {
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
      return arrive(site, { sessions: site.isSignedIn ? sessions : [], next })
    },
  }
}

function statisticsCalls(site: Site): StatisticsCalls {
  return {
    readStatistics: async () => {
      site.statsReads += 1
      await site.stats()
      return {
        sessions: { active: 0 },
        messages: { total: 0 },
        atLeast: [],
        mostRecentActivity: null,
        answer: {},
      }
    },
  }
}

function conversationCalls(site: Site): ConversationCalls {
  const change = () => site.change()
  return {
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
          return arrive(site, { messages: later.slice(0, 100), hasMore: later.length >= 100 })
        },
        before: async (id, size) => {
          const earlier = id === null ? rows() : rows().slice(0, from(id))
          return arrive(site, { messages: earlier.slice(-size), hasMore: earlier.length > size })
        },
      }
    },
    cannedReplies: async () => [],
    seen: change,
    claim: change,
    takeOver: change,
    release: change,
    returnToBot: change,
    close: change,
    reopen: change,
    suggest: async (sessionId, messageId) => {
      await site.change()
      site.suggested.push({ sessionId, messageId })
    },
    upload: async (_sessionId, id, { file }) => {
      await site.change()
      return { id, name: file.name, type: 'text/plain', bytes: file.size, width: null, height: null }
    },
    file: async () => new Blob(),
    reply: async (sessionId, id, text) => {
      site.replies.push({ id, text })
      await site.reply()
      const row = site.sessions.find((one) => one.$id === sessionId)
      const stored = site.messages.find((one) => one.$id === id)
      if (!row || !stored) throw new InboxError('unreachable', 'The server can’t be reached.')
      return { message: stored, session: row }
    },
  }
}

/** The features of the inbox over a site, the conversation's code there already, and somebody signed in. */
export async function openInboxStore(site: Site) {
  const calls = {
    account: accountCalls(site),
    sessions: sessionCalls(site),
    statistics: statisticsCalls(site),
  }
  const features = createFeatures(calls, 'open', async (store, context, page) =>
    createConversationActions(store, conversationCalls(site), context, page),
  )
  const { page, account, sessions, statistics, conversation } = features
  const inConversation = await conversation.load()
  if (inConversation === null) throw new Error('no conversation')
  const state = {
    ...page,
    ...account.store,
    ...sessions.store,
    ...statistics.store,
    ...conversation.store,
  }
  const actions = {
    ...account,
    ...inConversation,
    receiveSession: sessions.receive,
    loadMore: sessions.loadMore,
    show: sessions.show,
    forgetSession: features.forgetSession,
    refresh: features.refresh,
    readStatistics: statistics.read,
  }
  await actions.enter()
  return {
    state,
    actions,
    listed: () => state.$sessions.get()?.map((row) => row.$id),
    texts: () => state.$conversation.get()?.messages.map((row) => row.text),
    ids: () => state.$conversation.get()?.messages.map((row) => row.$id),
  }
}
