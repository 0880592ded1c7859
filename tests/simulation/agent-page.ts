import { connectAgent } from '../../inbox/connect-agent.ts'
import {
  createConversationActions,
  type ConversationActions,
} from '../../inbox/conversation/conversation-actions.ts'
import { createConversationCalls } from '../../inbox/conversation/conversation-calls.ts'
import { createCalls, createFeatures, type Features } from '../../inbox/features.ts'
import { keepCounting } from '../../inbox/keep-counting.ts'
import { keepUpToDate } from '../../inbox/keep-up-to-date.ts'
import { listenToRows } from '../../inbox/listen-to-rows.ts'
import type { ModelAgent } from './appwrite-model/people.ts'
import type { Browser } from './browser.ts'
import { runAs, type Owner } from './owner.ts'

/** The inbox in one tab, without its looks: its real stores and calls, with an agent signed in. */
export interface AgentPage {
  readonly owner: Owner
  readonly browser: Browser
  readonly agent: ModelAgent
  readonly features: Features
  readonly do: (work: (conversation: ConversationActions) => unknown) => void
}

/** Agents of these worlds write none. */
const NO_NOTES = { receive: () => undefined, forget: () => undefined }
const NO_HANDOFF = { receive: () => {} }
const NO_TAGS = { receive: () => {} }

/** @param owner of all that the page does; the world knows whose it is before anything runs */
export function openAgentPage(
  owner: Owner,
  browser: Browser,
  agent: ModelAgent,
  config: { readonly endpoint: string; readonly projectId: string; readonly databaseId: string },
): AgentPage {
  return runAs(owner, () => {
    const { connection, session } = connectAgent(config)
    const features = createFeatures(createCalls(connection, session), 'open', async (...[store, ...wiring]) =>
      createConversationActions(store, createConversationCalls(connection), ...wiring),
    )
    const { account, page, statistics, conversation } = features
    let ends: readonly (() => void)[] = []
    account.store.$account.listen(({ kind }) => {
      for (const end of ends) end()
      ends =
        kind === 'signed_in'
          ? [
              keepUpToDate(
                listenToRows(connection, features, NO_NOTES, NO_HANDOFF, NO_TAGS),
                features,
                (link) => page.$link.set(link),
              ),
              keepCounting(statistics.read),
            ]
          : []
    })
    void account.signIn(agent.email, agent.password)
    return {
      owner,
      browser,
      agent,
      features,
      do: (work) => {
        if (!owner.isAlive) return
        runAs(owner, () => void conversation.load().then((actions) => actions && work(actions)))
      },
    }
  })
}
