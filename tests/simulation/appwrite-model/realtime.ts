import { isRecord } from '../../../contract/is-record.ts'
import type { ModelPeople } from './people.ts'
import { rowJson, type ModelRow, type ModelRows, type RowChange } from './rows.ts'

/** The server's end of a socket. */
export interface ServerSocket {
  /** Gives a frame to whoever is at the other end. `isEvent`: faults may meet it. */
  readonly send: (text: string, isEvent: boolean) => void
  readonly close: () => void
}

interface Listener {
  readonly socket: ServerSocket
  userId: string | null
  subscriptions: { readonly channels: readonly string[]; readonly queries: readonly string[] }[]
}

/** Appwrite's Realtime: who may read a row is told of its changes, as narrowed by a subscription. */
export function createModelRealtime(databaseId: string, rows: ModelRows, people: ModelPeople) {
  const listeners = new Map<ServerSocket, Listener>()

  function mayRead(userId: string | null, tableId: string, row: ModelRow): boolean {
    if (userId === null) return false
    if (people.agent(userId) !== null && rows.table(tableId).permissions.includes('read("team:agents")'))
      return true
    return rows.table(tableId).rowSecurity && row.$permissions.includes(`read("user:${userId}")`)
  }

  return {
    open(socket: ServerSocket): void {
      listeners.set(socket, { socket, userId: null, subscriptions: [] })
    },

    /** The `connected` frame is due. */
    greet(socket: ServerSocket): void {
      socket.send(
        JSON.stringify({ type: 'connected', data: { channels: [], subscriptions: [], user: null } }),
        false,
      )
    },

    close(socket: ServerSocket): void {
      listeners.delete(socket)
    },

    receive(socket: ServerSocket, text: string): void {
      const listener = listeners.get(socket)
      const frame: unknown = JSON.parse(text)
      if (listener === undefined || !isRecord(frame)) return
      const answer = (data: object) => socket.send(JSON.stringify({ type: 'response', data }), false)
      switch (frame['type']) {
        case 'ping':
          return socket.send('{"type":"pong"}', false)
        case 'subscribe': {
          const given: readonly unknown[] = Array.isArray(frame['data']) ? frame['data'] : []
          for (const one of given.filter(isRecord)) {
            listener.subscriptions.push({ channels: texts(one['channels']), queries: texts(one['queries']) })
          }
          return answer({ to: 'subscribe', success: true, subscriptions: [] })
        }
        case 'authentication': {
          const secret = isRecord(frame['data']) ? frame['data']['session'] : null
          listener.userId = typeof secret === 'string' ? people.userOf(secret) : null
          return answer({ to: 'authentication', success: true, user: {} })
        }
      }
    },

    announce({ action, tableId, row }: RowChange): void {
      const bases = [
        `databases.${databaseId}.collections.${tableId}.documents`,
        `databases.${databaseId}.tables.${tableId}.rows`,
        `tablesdb.${databaseId}.tables.${tableId}.rows`,
      ]
      const channels = ['documents', 'rows', ...bases.flatMap((base) => [base, `${base}.${row.$id}`])]
      const payload = rowJson(databaseId, tableId, row)
      for (const { socket, userId, subscriptions } of listeners.values()) {
        const wanted = subscriptions.some(
          (one) =>
            one.channels.some((channel) => channels.includes(channel)) &&
            one.queries.every((query) => passes(payload, query)),
        )
        if (!wanted || !mayRead(userId, tableId, row)) continue
        const events = bases.map((base) => `${base}.${row.$id}.${action}`)
        socket.send(JSON.stringify({ type: 'event', data: { events, channels, payload } }), true)
      }
    },
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function passes(payload: Readonly<Record<string, unknown>>, text: string): boolean {
  const query: unknown = JSON.parse(text)
  if (!isRecord(query) || query['method'] !== 'equal' || !Array.isArray(query['values'])) return false
  return query['values'].includes(payload[String(query['attribute'])])
}
