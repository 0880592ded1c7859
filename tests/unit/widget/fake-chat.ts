import { openStorage } from '../../../client/browser-storage.ts'
import type { BrowserTab } from '../../../client/browser-tab.ts'
import type { Connection, SessionListener } from '../../../client/follow-session.ts'
import type { ChatClient } from '../../../client/chat-client.ts'
import { ChatError, type ChatErrorCode } from '../../../client/chat-error.ts'
import { openTranscript, type LiveTranscript } from '../../../client/live-transcript.ts'
import type { SessionAnswer, SiteSettings } from '../../../contract/chat-api.ts'
import type { MessageRow } from '../../../contract/tables/messages.ts'
import type { SessionRow } from '../../../contract/tables/sessions.ts'
import { createChatActions } from '../../../widget/store/chat-actions.ts'
import { createChat, type ChatSetup } from '../../../widget/store/chat.ts'
import { initialState, type ChatState } from '../../../widget/store/chat-state.ts'
import { createStore } from '../../../widget/store/store.ts'
import { message, session } from '../../support/chat-rows.ts'
import { fakeDisk } from '../../support/fake-disk.ts'

/** The tables and the function `chat`, as far as sending goes; `refuse` decides on every send. */
export function fakeServer() {
  const server = {
    rows: [] as MessageRow[],
    sessions: 0,
    /** What was changed of a session's row, and how often anything was. */
    values: new Map<string, Partial<SessionRow>>(),
    changes: 0,
    removed: [] as string[],
    own: [] as SessionRow[],
    /** Every act on a session is refused with it. */
    refuseActs: null as ChatErrorCode | null,
    sends: [] as string[],
    /** A code: refused with that. `lost`: stored, but the answer never comes. */
    refuse: (_text: string): ChatErrorCode | 'lost' | null => null,
    status: 0,
    createSessionOn: 'first_message' as SiteSettings['createSessionOn'],
    /** What a refusal says beyond its code. */
    details: {} as object,
    /** How long a call is under way in each direction. */
    lag: async () => {},
  }
  return server
}

/** One browser: its storage, and which of its tabs live. */
export function fakeBrowser() {
  return { disk: fakeDisk(), living: new Set<string>(), tabs: 0, lock: Promise.resolve() as Promise<unknown> }
}

/**
 * The store of the widget in one tab of a browser, over real storage and queues; the server is a list of rows.
 *
 * @param known what the panel knew already when this part of it came
 */
export function openChat(
  server: ReturnType<typeof fakeServer>,
  browser: ReturnType<typeof fakeBrowser>,
  known: Partial<ChatState> = {},
) {
  const id = `t${++browser.tabs}`
  const tab: BrowserTab = {
    id,
    hold: () => void browser.living.add(id),
    release: () => void browser.living.delete(id),
    living: async () => (other) => browser.living.has(other),
    alone: (work) => {
      const next = browser.lock.then(work, work)
      browser.lock = next.catch(() => {})
      return next
    },
  }
  const storage = openStorage('p', browser.disk)
  const store = createStore<ChatState>({ ...initialState, isOpen: true, ...known })
  const rowsOf = (sessionId: string) => server.rows.filter((row) => row.sessionId === sessionId)
  const row = (sessionId: string) =>
    session(server.rows.length + server.changes, {
      $id: sessionId,
      messageCount: rowsOf(sessionId).length,
      ...server.values.get(sessionId),
    })
  const answer = (sessionId: string): SessionAnswer => ({
    session: row(sessionId),
    messages: rowsOf(sessionId),
    hasOlder: false,
    settings: {
      siteName: null,
      greeting: null,
      theme: {},
      starterQuestions: [],
      createSessionOn: server.createSessionOn,
    },
    credentials: null,
    databaseId: 'd',
  })
  let visitor: ReturnType<ChatClient['credentials']> = null
  async function act(sessionId: string, values: Partial<SessionRow>): Promise<SessionRow> {
    await server.lag()
    if (server.refuseActs !== null) throw new ChatError(server.refuseActs, server.refuseActs, 404)
    server.changes += 1
    server.values.set(sessionId, { ...server.values.get(sessionId), ...values })
    return row(sessionId)
  }
  const client: ChatClient = {
    credentials: () => visitor,
    signIn: (credentials) => {
      visitor = credentials
    },
    settings: async () => answer('none').settings,
    start: async () => {
      await server.lag()
      server.sessions += 1
      visitor = { userId: `u${server.sessions}`, secret: 's' }
      return answer(`s_${server.sessions}`)
    },
    resume: async (sessionId) => {
      await server.lag()
      return answer(sessionId)
    },
    send: async (sessionId, request) => {
      await server.lag()
      server.sends.push(request.text)
      const refusal = server.refuse(request.text)
      if (refusal !== null && refusal !== 'lost')
        throw new ChatError(refusal, refusal, server.status, { cause: { details: server.details } })
      const known = server.rows.find((one) => one.$id === request.id)
      if (known && known.sessionId !== sessionId) throw new ChatError('message_id_taken', 'taken', 409)
      const next = server.rows.length + 1
      const stored = known ?? message(next, next, { $id: request.id, sessionId, text: request.text })
      if (!known) server.rows.push(stored)
      if (refusal === 'lost') throw new ChatError('timeout')
      await server.lag()
      return { message: stored, session: row(sessionId), duplicate: known !== undefined }
    },
    escalate: (sessionId) => act(sessionId, { needsHuman: true }),
    change: (sessionId, { chatName }) => act(sessionId, { ...(chatName !== undefined && { chatName }) }),
    close: (sessionId) => act(sessionId, { status: 'closed' }),
    clear: async (sessionId) => {
      server.rows = server.rows.filter((one) => one.sessionId !== sessionId)
      return act(sessionId, {})
    },
    remove: async (sessionId) => {
      await act(sessionId, {})
      server.removed.push(sessionId)
    },
    ownSessions: async () => {
      if (server.refuseActs !== null) throw new ChatError(server.refuseActs)
      return server.own
    },
    follow: (first, listener) => {
      heard = listener
      const reader = {
        session: async () => row(first.session.$id),
        after: async (after: string) => {
          const rows = rowsOf(first.session.$id)
          return { messages: rows.slice(rows.findIndex((one) => one.$id === after) + 1), hasMore: false }
        },
        before: async () => ({ messages: rowsOf(first.session.$id), hasMore: false }),
      }
      const page = { messages: first.messages, hasMore: first.hasOlder }
      transcript = openTranscript(reader, listener, { session: first.session, page })
      return { ...transcript, start: () => {} }
    },
    now: () => Date.now(),
  }
  let heard: SessionListener | null = null
  let transcript: LiveTranscript | null = null
  const told: string[] = []
  const emit: ChatSetup['emit'] = (name) => void told.push(name)
  const chat = createChat({ client, storage, tab, store, emit, begun: null })
  return {
    chat,
    actions: createChatActions(chat.parts),
    get: store.get,
    /** Its session is deleted elsewhere. */
    gone: () => heard?.gone(),
    /** What becomes of its connection. */
    connection: (connection: Connection) => heard?.connection(connection),
    /** A row was stored, or deleted, and Realtime says so. */
    hears: (action: 'create' | 'delete', row: MessageRow) =>
      action === 'create' ? transcript?.receive([row]) : transcript?.remove([row]),
    /** Names of the events that the page heard. */
    told,
    storage,
    tab,
    /** The page is gone, without a word. */
    end: () => {
      chat.stop()
      browser.living.delete(id)
    },
    unsent: () => store.get().outbox.map(({ text }) => text),
    shown: () => store.get().messages.map(({ text }) => text),
  }
}
