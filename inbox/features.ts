import type { AccountSession } from '../client/account-session.ts'
import { createAccountActions } from './account/account-actions.ts'
import { createAccountCalls } from './account/account-calls.ts'
import { createAccountStore } from './account/account-store.ts'
import type { SessionRow } from '../contract/tables/sessions.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { ConversationActions, ConversationListener } from './conversation/conversation-actions.ts'
import { createConversationStore, type ConversationStore } from './conversation/conversation-store.ts'
import { createLateConversation } from './conversation/late-conversation.ts'
import type { FeatureContext } from './feature-context.ts'
import { createPageStore } from './page-store.ts'
import { createSessionActions } from './sessions/session-actions.ts'
import { createSessionCalls } from './sessions/session-calls.ts'
import { createSessionStore } from './sessions/session-store.ts'
import type { View } from './sessions/view.ts'
import { createStatisticsActions } from './statistics/statistics-actions.ts'
import { createStatisticsCalls } from './statistics/statistics-calls.ts'
import { createStatisticsStore } from './statistics/statistics-store.ts'

/** All that features send, by feature. */
export type Calls = ReturnType<typeof createCalls>

export function createCalls(connection: AgentConnection, session: AccountSession) {
  return {
    account: createAccountCalls(connection, session),
    sessions: createSessionCalls(connection),
    statistics: createStatisticsCalls(connection),
  }
}

/** What shows sessions beside the list: it is told of each newer version, and of each that is gone. */
export interface SessionWatcher {
  readonly receiveSession: (session: SessionRow) => void
  readonly forgetSession: (sessionId: string) => void
}

/** Fetches the code of the conversation, and gives what is done there. */
export type FetchConversation = (
  store: ConversationStore,
  context: FeatureContext,
  page: ConversationListener,
) => Promise<ConversationActions>

export type Features = ReturnType<typeof createFeatures>

/** Puts the features together. Each knows its own store and what is handed to it here, and no other feature. */
export function createFeatures(calls: Calls, view: View, fetchConversation: FetchConversation) {
  const page = createPageStore()
  const accountStore = createAccountStore()
  const account = createAccountActions(accountStore, calls.account)
  const statisticsStore = createStatisticsStore()
  const statistics = createStatisticsActions(statisticsStore, calls.statistics, account)
  const sessionStore = createSessionStore(view)
  const sessions = createSessionActions(sessionStore, calls.sessions, account, {
    changed: (session) => {
      for (const watcher of watchers) watcher.receiveSession(session)
    },
    counted: statistics.count,
  })
  const conversationStore = createConversationStore()
  const conversation = createLateConversation(conversationStore, account, () =>
    fetchConversation(conversationStore, account, {
      find: sessions.find,
      receive: sessions.receive,
      forget: forgetSession,
      isLive: () => page.$link.get() === 'live',
    }),
  )
  const watchers = new Set<SessionWatcher>([conversation])
  // Another agent at the same desk finds nothing of the one before, and of one who signs out nothing stays.
  accountStore.$ownerId.listen((ownerId) => {
    conversationStore.$drafts.set({})
    if (ownerId === null) conversationStore.$selectedId.set(null)
  })

  function forgetSession(sessionId: string): void {
    sessions.forget(sessionId)
    for (const watcher of watchers) watcher.forgetSession(sessionId)
  }

  return {
    page,
    account: { store: accountStore, ...account },
    statistics: { store: statisticsStore, ...statistics },
    sessions: { store: sessionStore, ...sessions },
    conversation: { store: conversationStore, ...conversation },
    /** A session is gone. */
    forgetSession,
    watchSessions: (watcher: SessionWatcher) => void watchers.add(watcher),
    /** Reads what is shown again, as the page does by itself now and then. */
    refresh: async () => {
      await Promise.all([sessions.refresh(), conversation.catchUp()])
    },
  }
}
