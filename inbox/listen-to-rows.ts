import { messagesChannel, notesChannel, sessionsChannel, tagsChannel } from '../contract/channels.ts'
import { isRecord } from '../contract/is-record.ts'
import { readRow } from '../contract/read-row.ts'
import { sessionColumns } from '../contract/tables/sessions.ts'
import { connectRealtime, type RealtimeEvent } from '../client/realtime-socket.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { Features } from './features.ts'
import type { HandoffActions } from './handoff/handoff-actions.ts'
import type { Listen } from './keep-up-to-date.ts'
import type { NotesActions } from './notes/notes-actions.ts'
import type { TagsActions } from './tags/tags-actions.ts'

/** Appwrite's channel of what happens to the listener's own account. */
const ACCOUNT = 'account'

/**
 * Listens to all sessions and messages that the agent may read, and to what happens to their account: Appwrite goes on
 * sending rows to a connection whose account session has ended, so the page itself has to stop.
 */
export function listenToRows(
  { target, databaseId, secret }: AgentConnection,
  features: Features,
  notes: Pick<NotesActions, 'receive' | 'forget'>,
  handoff: Pick<HandoffActions, 'receive'>,
  tags: Pick<TagsActions, 'receive'>,
): Listen {
  return (onLink) => {
    const channels = [
      sessionsChannel(databaseId),
      messagesChannel(databaseId),
      notesChannel(databaseId),
      tagsChannel(databaseId),
      ACCOUNT,
    ]
    return connectRealtime(target, secret(), [{ channels, queries: [] }], {
      live: () => onLink(true),
      down: () => onLink(false),
      event: (event) => deliver(databaseId, features, notes, handoff, tags, event),
    })
  }
}

function deliver(
  databaseId: string,
  features: Features,
  notes: Pick<NotesActions, 'receive' | 'forget'>,
  handoff: Pick<HandoffActions, 'receive'>,
  tags: Pick<TagsActions, 'receive'>,
  { action, row, channels }: RealtimeEvent,
): void {
  const { account, sessions, conversation } = features
  if (channels.includes(ACCOUNT)) return void account.checkAccount()
  const id = isRecord(row) ? row['$id'] : null
  if (typeof id !== 'string') return
  if (channels.includes(sessionsChannel(databaseId))) {
    const session = readRow(sessionColumns, row)
    if (action === 'delete') features.forgetSession(id)
    else if (session) sessions.receive(session, action === 'create')
    handoff.receive(row)
  } else if (channels.includes(messagesChannel(databaseId))) {
    if (action === 'delete') conversation.forgetMessage(row)
    else conversation.receiveMessage(row)
  } else if (channels.includes(notesChannel(databaseId))) {
    if (action === 'delete') notes.forget(id)
    else notes.receive(row)
  } else if (channels.includes(tagsChannel(databaseId))) tags.receive(row)
}
