import { ChatError } from '../../client/chat-error.ts'
import { openTranscript, type LiveTranscript } from '../../client/live-transcript.ts'
import { readMessage } from '../../client/read-messages.ts'
import { isSessionId } from '../../contract/appwrite-ids.ts'
import { newMessageId } from '../../contract/ids.ts'
import type { Attachment } from '../../contract/attachment.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { InboxError } from '../inbox-error.ts'
import type { FeatureContext } from '../feature-context.ts'
import type { AgentMove } from './agent-move.ts'
import type { ConversationCalls } from './conversation-calls.ts'
import { createReplyFiles, type ReplyFiles } from './reply-files.ts'
import type { Conversation, ConversationStore } from './conversation-store.ts'

export interface ConversationActions {
  /** Null closes what is open. */
  readonly open: (sessionId: string | null) => Promise<void>
  readonly loadOlder: () => Promise<void>
  /** Makes an article of an agent's reply, for somebody to approve. False when that failed. */
  readonly suggestArticle: (reply: Pick<MessageRow, '$id' | 'sessionId'>) => Promise<boolean>
  /** Reads the replies that agents send often, for the page itself; one read at a time, that all wait for. */
  readonly readCannedReplies: () => Promise<void>
  /** Reads what may have been missed. */
  readonly catchUp: () => Promise<void>
  readonly draft: (sessionId: string, text: string) => void
  /** What goes with the draft. */
  readonly files: ReplyFiles
  /** The bytes of a file in a message; null when they can't be had, which an agent who asked for it is told. */
  readonly fetchFile: (attachment: Attachment, isAsked: boolean) => Promise<Blob | null>
  /** Sends the draft with its files; both stay where they are when that fails. */
  readonly reply: () => Promise<void>
  readonly move: (move: AgentMove) => Promise<void>
  /** Tells the visitor that the open session is on the agent's screen up to a message. False when that failed, of which nobody has to know. */
  readonly tellSeen: (sequence: number) => Promise<boolean>
  readonly receiveSession: (session: SessionRow) => void
  readonly forgetSession: (sessionId: string) => void
  /** The row of a message of any session, as it came; only those of the open one are shown. */
  readonly receiveMessage: (row: unknown) => void
  readonly forgetMessage: (row: unknown) => void
}

/** What the conversation and the rest of the page tell each other. */
export interface ConversationListener {
  readonly find: (sessionId: string) => SessionRow | undefined
  readonly receive: (session: SessionRow) => void
  readonly forget: (sessionId: string) => void
  /** Whether rows are pushed: then nothing has to be read after an act. */
  readonly isLive: () => boolean
}

/** The name of its read. */
const READ = 'conversation'

/** The session that is open: its transcript, held as the widget holds its own, and what the agent does with it. */
export function createConversationActions(
  store: ConversationStore,
  calls: ConversationCalls,
  context: FeatureContext,
  page: ConversationListener,
): ConversationActions {
  let live: LiveTranscript | null = null
  /** A reply keeps its id until it is stored, so that trying again can't double it; another text, or other files, are another reply. */
  const replies = new Map<string, { readonly id: string; readonly said: string }>()
  const files = createReplyFiles(calls, context)

  let readingCanned: Promise<void> | null = null

  context.onSignedOut(close)

  function close(): void {
    live?.stop()
    live = null
    store.$conversation.set(null)
    context.dropRead(READ)
  }

  function shownId(): string | undefined {
    return store.$conversation.get()?.session.$id
  }

  function update(changes: Partial<Conversation>): void {
    const present = store.$conversation.get()
    if (present) store.$conversation.set({ ...present, ...changes })
  }

  /** Of this session alone: a slow reply keeps nobody from replying to another visitor. */
  function setReplying(sessionId: string, isReplying: boolean): void {
    const replying = new Set(store.$replying.get())
    if (isReplying) replying.add(sessionId)
    else replying.delete(sessionId)
    store.$replying.set(replying)
  }

  function draft(sessionId: string, text: string): void {
    store.$drafts.set({ ...store.$drafts.get(), [sessionId]: text })
  }

  function receiveSession(session: SessionRow): void {
    if (store.$selectedId.get() === session.$id) live?.receiveSession(session)
  }

  function forgetSession(sessionId: string): void {
    if (store.$selectedId.get() !== sessionId) return
    store.$selectedId.set(null)
    close()
    context.tell('This session was deleted.')
  }

  /** Reads; a session that isn't found was deleted, unless rows are no longer shown to this account. */
  async function catchUp(): Promise<void> {
    const reading = live
    const sessionId = store.$selectedId.get()
    if (!reading || sessionId === null) return
    await context.read(READ, async () => {
      try {
        await reading.refresh()
      } catch (thrown) {
        if (!(thrown instanceof ChatError) || thrown.code !== 'session_not_found') throw thrown
        await context.proveAgent()
        if (reading === live) page.forget(sessionId)
        return
      }
      if (reading === live) update({ isLoading: false })
    })
    // Another one is open by now: what became of this read is nobody's problem.
    if (reading !== live) context.dropRead(READ)
  }

  async function readCannedReplies(): Promise<void> {
    const found = await context.read('canned replies', () => calls.cannedReplies())
    if (found !== null) store.$cannedReplies.set(found)
  }

  return {
    open: async (asked) => {
      close()
      // An address may say anything; only an id may be part of a path.
      const sessionId = asked !== null && isSessionId(asked) ? asked : null
      store.$selectedId.set(sessionId)
      if (sessionId === null) return
      const opened = openTranscript(
        calls.reader(sessionId),
        {
          transcript: ({ rows, hasOlder }) => update({ messages: rows, hasOlder }),
          session: (session) => {
            if (shownId() === sessionId) update({ session })
            else show(session)
            page.receive(session)
          },
        },
        null,
      )
      live = opened
      function show(session: SessionRow): void {
        const { rows, hasOlder } = opened.get()
        store.$conversation.set({ session, messages: rows, hasOlder, isLoading: true })
      }
      const known = page.find(sessionId)
      if (known) opened.receiveSession(known)
      await catchUp()
    },
    suggestArticle: async ({ sessionId, $id }) => {
      const suggested = await context.act(async () => {
        await calls.suggest(sessionId, $id)
        return true
      })
      return suggested ?? false
    },
    readCannedReplies: () => {
      readingCanned ??= readCannedReplies().finally(() => {
        readingCanned = null
      })
      return readingCanned
    },
    loadOlder: async () => {
      await context.act(async () => live?.loadOlder())
    },
    catchUp,
    draft,
    files,
    fetchFile: async (attachment, isAsked) => {
      if (isAsked) return context.act(() => calls.file(attachment))
      try {
        return await calls.file(attachment)
      } catch (thrown) {
        // The button that saves it tells why.
        if (thrown instanceof InboxError) return null
        throw thrown
      }
    },
    reply: async () => {
      const sessionId = shownId()
      const text = sessionId === undefined ? '' : (store.$drafts.get()[sessionId] ?? '').trim()
      if (sessionId === undefined || store.$replying.get().has(sessionId)) return
      const picked = files.of(sessionId)
      const whole = picked.flatMap(({ attachment }) => attachment ?? [])
      if ((text === '' && picked.length === 0) || whole.length < picked.length) return
      const fileIds = whole.map((one) => one.id)
      const said = JSON.stringify([text, fileIds])
      const tried = replies.get(sessionId)
      const id = tried?.said === said ? tried.id : newMessageId()
      replies.set(sessionId, { id, said })
      setReplying(sessionId, true)
      const sent = await context.act(() => calls.reply(sessionId, id, text, whole))
      setReplying(sessionId, false)
      if (sent === null) return
      replies.delete(sessionId)
      files.remove(sessionId, fileIds)
      // What was written meanwhile stays.
      if ((store.$drafts.get()[sessionId] ?? '').trim() === text) draft(sessionId, '')
      if (shownId() === sessionId) live?.receive([sent.message])
      page.receive(sent.session)
    },
    move: async (move) => {
      const sessionId = shownId()
      if (sessionId === undefined) return
      store.$isBusy.set(true)
      const session = await context.act(() => calls[move](sessionId))
      store.$isBusy.set(false)
      if (session) page.receive(session)
      // The move's own message is pushed. Where it failed somebody else was first, perhaps: show what is so now.
      if (session === null || !page.isLive()) await catchUp()
    },
    tellSeen: async (sequence) => {
      const sessionId = shownId()
      if (sessionId === undefined) return false
      try {
        page.receive(await calls.seen(sessionId, sequence))
        return true
      } catch (thrown) {
        if (thrown instanceof InboxError) return false
        throw thrown
      }
    },
    receiveSession,
    forgetSession,
    receiveMessage: (row) => {
      const message = readMessage(row)
      if (message?.sessionId === store.$selectedId.get()) live?.receive([message])
    },
    forgetMessage: (row) => {
      const message = readMessage(row)
      if (message) live?.remove([message])
    },
  }
}
