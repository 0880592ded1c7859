import { messagesChannel, sessionsChannel } from '../contract/channels.ts'
import { isRecord } from '../contract/is-record.ts'
import { readRow } from '../contract/read-row.ts'
import { messageColumns } from '../contract/tables/messages.ts'
import { sessionColumns } from '../contract/tables/sessions.ts'
import { connectRealtime, type RealtimeEvent } from '../client/realtime-socket.ts'
import type { InboxConfig } from './inbox-config.ts'
import type { Listen } from './live-updates.ts'
import type { InboxActions } from './store/inbox-actions.ts'

/** Listens to all sessions and messages that the agent may read. */
export function listenToRows(config: InboxConfig, actions: InboxActions): Listen {
  return (onLink) => {
    const channels = [sessionsChannel(config.databaseId), messagesChannel(config.databaseId)]
    return connectRealtime(config, accountSecret(config), [{ channels, queries: [] }], {
      live: () => onLink(true),
      down: () => onLink(false),
      event: (event) => deliver(config, actions, event),
    })
  }
}

function deliver(config: InboxConfig, actions: InboxActions, { action, row, channels }: RealtimeEvent): void {
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

/**
 * The account session as Appwrite's SDK keeps it where cookies of the API's site are not at hand; null where the
 * browser sends the cookie with the handshake.
 */
function accountSecret(config: InboxConfig): string | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem('cookieFallback') ?? 'null')
    const secret = isRecord(kept) ? kept[`a_session_${config.projectId.toLowerCase()}`] : null
    return typeof secret === 'string' ? secret : null
  } catch {
    // No storage, or something else in it: then the cookie has to do.
    return null
  }
}
