import type { InboxClient } from '../inbox-client.ts'
import { createAccount } from './account.ts'
import { createConversation, type OpenConversation } from './conversation.ts'
import type { InboxState } from './inbox-state.ts'
import { createSessionList } from './session-list.ts'
import { createStatistics } from './statistics.ts'

export type InboxActions = ReturnType<typeof createInboxActions>

/** Everything that changes the state: what people do, and what arrives. It knows neither page nor network. */
export function createInboxActions(state: InboxState, client: InboxClient) {
  const account = createAccount(state, client)
  const statistics = createStatistics(state, client, account)
  const list = createSessionList(state, client, account, statistics, (session) =>
    conversation.receiveSession(session),
  )
  const forgetSession = (sessionId: string) => {
    list.forget(sessionId)
    conversation.forgetSession(sessionId)
  }
  const { find, receive } = list
  const conversation: OpenConversation = createConversation(state, client, account, {
    find,
    receive,
    forget: forgetSession,
  })

  /** The list and the open conversation don't wait for the counters. */
  async function readAll(isAsked: boolean): Promise<void> {
    void statistics.read(isAsked)
    await Promise.all([list.refresh(), conversation.catchUp()])
  }

  return {
    enter: account.enter,
    signIn: account.signIn,
    signOut: account.signOut,
    checkAccount: account.check,
    /** Reads anew what is shown, as the page does by itself now and then. */
    refresh: () => readAll(false),
    /** The same with the counters, because the agent asks for it. */
    refreshNow: () => readAll(true),
    loadMore: list.loadMore,
    show: list.show,
    open: conversation.open,
    loadOlder: conversation.loadOlder,
    draft: conversation.draft,
    reply: conversation.reply,
    take: conversation.take,
    receiveSession: receive,
    forgetSession,
    receiveMessage: conversation.receiveMessage,
    forgetMessage: conversation.forgetMessage,
    toggleAlerts: () => state.$alerts.set(!state.$alerts.get()),
    dismissProblem: () => state.$problem.set(null),
  }
}
