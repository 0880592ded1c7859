import { connectAgent } from '../../inbox/connect-agent.ts'
import { createInboxClient } from '../../inbox/inbox-client.ts'
import { listenToRows } from '../../inbox/listen-to-rows.ts'
import { keepUpToDate } from '../../inbox/live-updates.ts'
import { createInboxActions, type InboxActions } from '../../inbox/store/inbox-actions.ts'
import { createInboxState, type InboxState } from '../../inbox/store/inbox-state.ts'
import type { ModelAgent } from './appwrite-model/people.ts'
import type { Browser } from './browser.ts'
import { runAs, type Owner } from './owner.ts'

/** The inbox in one tab, without its looks: its real store and client, with an agent signed in. */
export interface AgentPage {
  readonly owner: Owner
  readonly browser: Browser
  readonly agent: ModelAgent
  readonly state: InboxState
  readonly do: (work: (actions: InboxActions) => unknown) => void
}

/** @param owner of all that the page does; the world knows whose it is before anything runs */
export function openAgentPage(
  owner: Owner,
  browser: Browser,
  agent: ModelAgent,
  config: { readonly endpoint: string; readonly projectId: string; readonly databaseId: string },
): AgentPage {
  return runAs(owner, () => {
    const state = createInboxState('open')
    const { connection, session } = connectAgent(config)
    const actions = createInboxActions(state, createInboxClient(connection, session))
    let stop: (() => void) | null = null
    state.$door.listen(({ kind }) => {
      if (kind === 'open')
        stop ??= keepUpToDate(listenToRows(connection, actions), actions, (link) => state.$link.set(link))
      else {
        stop?.()
        stop = null
      }
    })
    const page: AgentPage = {
      owner,
      browser,
      agent,
      state,
      do: (work) => {
        if (owner.isAlive) runAs(owner, () => void work(actions))
      },
    }
    page.do((all) => all.signIn(agent.email, agent.password))
    return page
  })
}
