import { openStorage } from '../../../client/browser-storage.ts'
import type { BrowserTab } from '../../../client/browser-tab.ts'
import type { Connection } from '../../../client/connection-state.ts'
import type { SessionListener } from '../../../client/follow-session.ts'
import type { ChatClient } from '../../../client/chat-client.ts'
import { ChatError, type ChatErrorCode } from '../../../client/chat-error.ts'
import { openTranscript, type LiveTranscript } from '../../../client/live-transcript.ts'
import type { Rating, SessionAnswer, SiteSettings, Wait } from '../../../contract/chat-api.ts'
import type { StartRequest } from '../../../contract/chat-requests.ts'
import type { MessageRow } from '../../../contract/tables/messages.ts'
import type { SessionRow } from '../../../contract/tables/sessions.ts'
import type { Theme } from '../../../contract/theme.ts'
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
    ratings: new Map<string, Rating>(),
    /** What is told to who waits for a person, and which sessions asked. */
    wait: null as Wait | null,
    waits: [] as string[],
    sends: [] as string[],
    /** The files of every send that had some, and of every upload its session. */
    files: [] as (readonly string[])[],
    uploads: [] as string[],
    refuseUpload: null as ChatErrorCode | null,
    dropped: [] as string[],
    /** Up to which message it was told that the chat was seen. */
    seen: [] as number[],
    /** Of those, the ones that name their session. */
    naming: [] as string[],
    /** What was asked for, how often: settings, sessions by id, their rows by whoever follows, and who follows. */
    settingsReads: 0,
    starts: [] as StartRequest[],
    resumes: [] as string[],
    reads: 0,
    follows: [] as string[],
    /** Every read of that kind is refused with it. */
    refuseStart: (): ChatErrorCode | null => null,
    refuseResume: null as ChatErrorCode | null,
    refuseReads: null as ChatErrorCode | null,
    /** How many messages the answer with a session holds. */
    pageSize: Number.POSITIVE_INFINITY,
    theme: {} as Theme,
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
 * @param begun the session that it has asked for already
 */
export function openChat(
  server: ReturnType<typeof fakeServer>,
  browser: ReturnType<typeof fakeBrowser>,
  known: Partial<ChatState> = {},
  begun: ChatSetup['begun'] = null,
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
    messages: rowsOf(sessionId).slice(-server.pageSize),
    hasOlder: rowsOf(sessionId).length > server.pageSize,
    settings: {
      siteName: null,
      greeting: null,
      theme: server.theme,
      starterQuestions: [],
      createSessionOn: server.createSessionOn,
      attachmentMaxBytes: 1000,
    },
    credentials: null,
    rating: server.ratings.get(sessionId) ?? null,
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
    settings: async () => {
      server.settingsReads += 1
      await server.lag()
      return answer('none').settings
    },
    upload: async (sessionId, id, { file, onProgress }) => {
      server.uploads.push(sessionId)
      await server.lag()
      if (server.refuseUpload !== null) throw new ChatError(server.refuseUpload, 'refused', 415)
      onProgress(1)
      return { id, name: file.name, type: 'text/plain', bytes: file.size, width: null, height: null }
    },
    removeUpload: async (_sessionId, id) => {
      server.dropped.push(id)
    },
    file: async () => new Blob(),
    changeMessage: async (sessionId, messageId, change) => {
      await server.lag()
      if (server.refuseActs !== null) throw new ChatError(server.refuseActs, server.refuseActs, 404)
      const found = rowsOf(sessionId).find(({ $id }) => $id === messageId)
      if (!found) throw new ChatError('message_not_found')
      const { feedback = found.feedback, state = found.state } = change
      const $updatedAt = new Date(Date.parse(found.$updatedAt) + 1000).toISOString()
      const changed = { ...found, feedback, state, $updatedAt }
      server.rows = server.rows.map((one) => (one === found ? changed : one))
      return changed
    },
    start: async (request, isBegun) => {
      server.starts.push(request)
      await isBegun
      await server.lag()
      const refusal = server.refuseStart()
      if (refusal !== null) throw new ChatError(refusal)
      server.sessions += 1
      return {
        ...answer(`s_${server.sessions}`),
        credentials: { userId: `u${server.sessions}`, secret: 's' },
      }
    },
    resume: async (sessionId) => {
      server.resumes.push(sessionId)
      await server.lag()
      if (server.refuseResume !== null) throw new ChatError(server.refuseResume, 'refused', server.status)
      return answer(sessionId)
    },
    openLink: async (token) => {
      await server.lag()
      return { ...answer('s_linked'), credentials: { userId: 'linked', secret: token } }
    },
    rate: async (sessionId, { score, comment = null }) => {
      await server.lag()
      server.ratings.set(sessionId, { score, comment, ratedAt: new Date().toISOString(), isFinal: false })
    },
    seen: async (_sessionId, sequence) => {
      await server.lag()
      if (server.refuseActs !== null) throw new ChatError(server.refuseActs)
      server.seen.push(sequence)
    },
    send: async (sessionId, request) => {
      await server.lag()
      server.sends.push(request.text)
      if (request.attachments) server.files.push(request.attachments)
      if (request.first === true) server.naming.push(request.text)
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
    regenerate: async (sessionId, messageId) => {
      const changed = await act(sessionId, {})
      server.rows = server.rows.filter(({ $id }) => $id !== messageId)
      return { ...changed, messageCount: rowsOf(sessionId).length }
    },
    escalate: (sessionId) => act(sessionId, { needsHuman: true }),
    wait: async (sessionId) => {
      server.waits.push(sessionId)
      await server.lag()
      if (server.refuseActs !== null) throw new ChatError(server.refuseActs)
      return server.wait
    },
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
      await server.lag()
      if (server.refuseActs !== null) throw new ChatError(server.refuseActs)
      return server.own
    },
    follow: (first, listener) => {
      heard = listener
      const read = () => {
        server.reads += 1
        if (server.refuseReads !== null) throw new ChatError(server.refuseReads)
      }
      const reader = {
        session: async () => {
          read()
          return row(first.session.$id)
        },
        after: async (after: string) => {
          const rows = rowsOf(first.session.$id)
          return { messages: rows.slice(rows.findIndex((one) => one.$id === after) + 1), hasMore: false }
        },
        before: async (before: string | null) => {
          await server.lag()
          read()
          const rows = rowsOf(first.session.$id)
          const until = before === null ? rows.length : rows.findIndex((one) => one.$id === before)
          return { messages: rows.slice(0, until), hasMore: false }
        },
      }
      const page = { messages: first.messages, hasMore: first.hasOlder }
      const opened = openTranscript(reader, listener, { session: first.session, page })
      transcript = opened
      return {
        ...opened,
        start: () => void server.follows.push(first.session.$id),
        refresh: () => opened.refresh().catch(() => listener.connection('offline')),
      }
    },
    now: () => Date.now(),
  }
  let heard: SessionListener | null = null
  let transcript: LiveTranscript | null = null
  const told: string[] = []
  const events: object[] = []
  const emit: ChatSetup['emit'] = (name, detail) => {
    told.push(name)
    events.push({ event: name, ...detail })
  }
  // As the panel does: in this turn, not at once.
  const close = () => queueMicrotask(() => store.set({ isOpen: false }))
  const chat = createChat({ client, storage, tab, store, emit, close, begun })
  return {
    chat,
    actions: createChatActions(chat.parts),
    get: store.get,
    /** As components do with what is theirs alone. */
    set: store.set,
    /** Whom the server takes this tab for. */
    visitor: () => visitor,
    /** Its session is deleted elsewhere. */
    gone: () => heard?.gone(),
    /** What becomes of its connection. */
    connection: (connection: Connection) => heard?.connection(connection),
    /** A row was stored, or deleted, and Realtime says so. */
    hears: (action: 'create' | 'delete', row: MessageRow) =>
      action === 'create' ? transcript?.receive([row]) : transcript?.remove([row]),
    /** Names of the events that the page heard. */
    told,
    /** The same with what they carry. */
    events,
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
