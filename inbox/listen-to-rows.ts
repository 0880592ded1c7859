import { messagesChannel, sessionsChannel } from '../contract/channels.ts'
import { isRecord } from '../contract/is-record.ts'
import { readRow } from '../contract/read-row.ts'
import { messageColumns } from '../contract/tables/messages.ts'
import { sessionColumns } from '../contract/tables/sessions.ts'
import { connectRealtime, type RealtimeEvent } from '../client/realtime-socket.ts'
import type { InboxConfig } from './inbox-config.ts'
import type { Listen } from './live-updates.ts'
import type { InboxActions } from './store/inbox-actions.ts'

/** Appwrite's channel of what happens to the listener's own account. */
const ACCOUNT = 'account'

/**
 * Listens to all sessions and messages that the agent may read, and to what happens to their account: Appwrite goes on
 * sending rows to a connection whose account session has ended, so the page itself has to stop.
 *
 * @param secret of the account session; null where the browser's cookie proves it
 */
export function listenToRows(
  config: InboxConfig,
  secret: () => string | null,
  actions: InboxActions,
): Listen {
  return (onLink) => {
    const channels = [sessionsChannel(config.databaseId), messagesChannel(config.databaseId), ACCOUNT]
    return connectRealtime(config, secret(), [{ channels, queries: [] }], {
      live: () => onLink(true),
      down: () => onLink(false),
      event: (event) => deliver(config, actions, event),
    })
  }
}

function deliver(config: InboxConfig, actions: InboxActions, { action, row, channels }: RealtimeEvent): void {
  if (channels.includes(ACCOUNT)) return void actions.checkAccount()
  const id = isRecord(row) ? row['$id'] : null
  if (typeof id !== 'string') return
  if (channels.includes(sessionsChannel(config.databaseId))) {
    const session = readRow(sessionColumns, row)
    if (action === 'delete') actions.forgetSession(id)
    else if (session) actions.receiveSession(session, action === 'create')
  } else if (channels.includes(messagesChannel(config.databaseId))) {
    const message = readRow(messageColumns, row)
    if (message === null) return
    if (action === 'delete') actions.forgetMessage(message)
    else actions.receiveMessage(message)
  }
}
