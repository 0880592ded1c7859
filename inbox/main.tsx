import { render } from 'preact'
import { callAttention } from './call-attention.ts'
import { App } from './components/App.tsx'
import { connectAgent } from './connect-agent.ts'
import { createInboxClient } from './inbox-client.ts'
import { readInboxConfig, type InboxConfig } from './inbox-config.ts'
import { keepDrafts } from './keep-drafts.ts'
import { listenToRows } from './listen-to-rows.ts'
import { keepUpToDate } from './live-updates.ts'
import { createInboxActions } from './store/inbox-actions.ts'
import { createInboxState } from './store/inbox-state.ts'
import { readHash, writeHash } from './view.ts'
import { watchPolicy } from './watch-policy.ts'

/** Puts the page together: config → client → state and actions → components. */
function start(root: HTMLElement, config: InboxConfig): void {
  const opened = readHash(location.hash)
  const state = createInboxState(opened.view)
  const { connection, session } = connectAgent(config)
  const actions = createInboxActions(state, createInboxClient(connection, session))

  keepDrafts(config.projectId, state)
  let stop: (() => void) | null = null
  state.$door.listen((door) => {
    if (door.kind === 'open' && stop === null) {
      stop = keepUpToDate(listenToRows(connection, actions), actions, (link) => state.$link.set(link))
      // The one of the address, or the one that was open when the account session ended.
      const sessionId = state.$selectedId.get() ?? opened.sessionId
      if (sessionId !== null) void actions.open(sessionId)
    } else if (door.kind === 'signed_out') {
      stop?.()
      stop = null
    }
  })
  const rememberAddress = () =>
    history.replaceState(null, '', writeHash(state.$view.get(), state.$selectedId.get()))
  state.$view.listen(rememberAddress)
  state.$selectedId.listen(rememberAddress)

  watchPolicy(config.endpoint, state)
  callAttention(state, (sessionId) => void actions.open(sessionId))

  render(<App state={state} actions={actions} />, root)
  void actions.enter()
}

const root = document.getElementById('inbox')
if (root) {
  readInboxConfig().then(
    (config) => start(root, config),
    (error: unknown) => {
      root.textContent = error instanceof Error ? error.message : String(error)
    },
  )
}
