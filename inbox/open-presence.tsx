import type { AgentConnection } from './agent-connection.ts'
import type { Features } from './features.ts'
import { keepPresent } from './keep-present.ts'
import { createPresenceActions } from './presence/presence-actions.ts'
import { createPresenceCalls } from './presence/presence-calls.ts'
import { createPresenceStore } from './presence/presence-store.ts'
import { PresenceSwitch } from './presence/PresenceSwitch.tsx'

/** Whether the agent is there: said as long as they are signed in. */
export function openPresence(connection: AgentConnection, { account }: Features) {
  const store = createPresenceStore()
  const actions = createPresenceActions(store, createPresenceCalls(connection), account)
  let stop: (() => void) | null = null
  account.beforeSignOut(actions.leave)
  account.store.$account.subscribe((now) => {
    if (now.kind === 'signed_in') {
      if (now.isFresh) actions.arrive()
      stop ??= keepPresent(actions.beat)
    } else {
      stop?.()
      stop = null
    }
  })
  return <PresenceSwitch store={store} actions={actions} />
}
