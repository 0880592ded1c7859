import { backoffMs } from '../../client/backoff.ts'
import { ChatError, codeOf, isGone } from '../../client/chat-error.ts'
import type { Following } from '../../client/follow-session.ts'
import type { SendAnswer, SessionAnswer } from '../../contract/chat-api.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { ChatContext } from './chat-context.ts'
import type { Receive } from './receive.ts'
import { sameVisitor } from './same-visitor.ts'
import { startRequest } from './start-request.ts'

export interface SessionActions {
  /** The panel opened for the first time: continues the stored session, or prepares a new one. */
  readonly begin: () => Promise<void>
  /** The session for a message; resumes or creates one when there is none. */
  readonly ensure: () => Promise<SessionRow>
  readonly start: () => Promise<SessionRow>
  /** Shows a session that the server answered with. The composer's text becomes its draft. */
  readonly adopt: (answer: SessionAnswer) => void
  /**
   * Another tab has made the browser's session: shows that one. False when there is none such.
   *
   * @throws ChatError when it can't be reached now
   */
  readonly joinStored: () => Promise<boolean>
  /** No session, and nothing of the one before. What is in the composer stays. */
  readonly leave: () => void
  /** The session is no longer known to the server; the visitor may not be either. */
  readonly lose: (sessionId: string, visitorToo: boolean) => void
  /** Realtime begins with the first message: nobody answers a chat without messages. */
  readonly follow: () => void
  /** What a send, or a change of the session, was answered with. */
  readonly receive: (answer: Pick<SendAnswer, 'session'> & Partial<SendAnswer>) => void
  /** One of its messages was deleted, in whose place another of the same id may be. */
  readonly retracted: (session: SessionRow, message: MessageRow) => void
  /** Its messages were deleted. */
  readonly cleared: (session: SessionRow) => void
  readonly loadOlder: () => Promise<void>
  /** Reads what may have been missed. */
  readonly refresh: () => Promise<void>
  /** The message as a read finds it now; null also when nothing could be read. */
  readonly find: (messageId: string) => Promise<MessageRow | null>
  readonly stop: () => void
}

/** Where it is kept as whom the visitor was signed in. */
const IDENTITY = 'identity'

/** What a session, once it is there, has done with the messages that wait for it: see `outbox.ts`. */
export interface UnsentMessages {
  /** Takes over what tabs that are gone left unsent. */
  readonly adopt: () => Promise<void>
  /** Tries again now whatever waits or has failed. */
  readonly resend: () => void
}

/** Which session is shown, and how the panel gets it. */
export function createSessionActions(
  context: ChatContext,
  receive: Receive,
  outbox: UnsentMessages,
): SessionActions {
  const { client, memory, store, tab, emit } = context
  const { get, set } = store
  let following: Following | null = null
  let failures = 0
  let look: ReturnType<typeof setTimeout> | undefined
  const resume = shared(context, resumeStored)
  const obtain = shared(context, async () => {
    const visitor = sameVisitor(context)
    await resume()
    visitor.check()
    const { session } = get()
    if (session) return session
    const answer = await request()
    // Another tab may have stored its own while this one was on its way: there is one chat for both.
    await resume()
    visitor.check()
    return get().session ?? welcome(answer)
  })

  const begin = shared(context, async () => {
    const visitor = sameVisitor(context)
    client.signIn(memory.visitor())
    if (get().draft === '') set({ draft: memory.draft(memory.sessionId()) })
    // What an earlier page left unsent is shown at once, and sent before anything new.
    const adopted = outbox.adopt()
    // A panel that has settings, and no chat to go on with, needs nothing before the first message.
    if (!get().settings || memory.sessionId() !== null || context.begun) {
      // After a failure that stays to be read until it is over.
      if (get().phase !== 'failed') set({ phase: 'loading', problem: null })
      try {
        await resume()
        visitor.check()
        if (!get().settings) {
          const settings = await client.settings()
          visitor.check()
          set({ settings })
        }
        if (get().settings?.createSessionOn === 'open') await obtain()
        visitor.check()
        if (get().phase === 'failed') set({ problem: null })
        set({ phase: 'ready' })
        failures = 0
      } catch (thrown) {
        if (visitor.isGone()) return
        const code = codeOf(thrown)
        // With the settings there, nothing is missing yet: the first message starts the session.
        set(get().settings ? { phase: 'ready', problem: null } : { phase: 'failed', problem: code })
        emit('error', { code })
        if (get().settings) lookLater()
      }
    }
    await adopted
    if (!visitor.isGone()) outbox.resend()
  })

  /** The current chat could not be read, and nothing else would bring it: who only looks sends nothing. */
  function lookLater(): void {
    clearTimeout(look)
    look = setTimeout(() => {
      if (!get().session && memory.sessionId() !== null) void begin()
    }, backoffMs(++failures))
  }

  /** Continues the session that the browser stored, unless that is shown already. */
  async function resumeStored(): Promise<void> {
    const sessionId = memory.sessionId()
    if (sessionId === null || sessionId === get().session?.$id) return
    const visitor = sameVisitor(context)
    try {
      await join(sessionId)
    } catch (thrown) {
      const code = codeOf(thrown)
      if (!isGone(code) || visitor.isGone()) throw thrown
      lose(sessionId, code === 'visitor_unknown')
      memory.keepDraft(null, get().draft)
    }
  }

  /**
   * One tab at a time: two without a message must not each store a session. An untouched one gives way to
   * the one that another tab has stored.
   */
  async function ensure(): Promise<SessionRow> {
    const { session, messages } = get()
    if (session && messages.length > 0) return session
    const visitor = sameVisitor(context)
    return tab.alone(async () => {
      visitor.check()
      const obtained = await obtain()
      memory.keepVisit(client.credentials(), obtained.$id)
      return obtained
    })
  }

  async function joinStored(): Promise<boolean> {
    const sessionId = memory.sessionId()
    if (sessionId === null || sessionId === get().session?.$id) return false
    try {
      await join(sessionId)
      // Its first message may still be on its way.
      follow()
      return true
    } catch (thrown) {
      if (thrown instanceof ChatError && thrown.passes) throw thrown
      codeOf(thrown)
      return false
    }
  }

  /** Visitor and session change in one step: until then the session here works for the visitor it was made for. */
  async function join(sessionId: string): Promise<void> {
    const visitor = memory.visitor()
    const now = sameVisitor(context)
    const answer = await client.resume(sessionId, visitor)
    // The visitor logged out meanwhile, or another tab did it for them.
    if (now.isGone() || memory.sessionId() !== sessionId) return
    client.signIn(visitor)
    adopt(answer)
  }

  async function start(): Promise<SessionRow> {
    return welcome(await request())
  }

  async function request(): Promise<SessionAnswer> {
    const body = startRequest(get())
    const { begun } = context
    const visitor = sameVisitor(context)
    context.begun = null
    const answer = await client.start(body, begun).catch((thrown: unknown) => {
      visitor.check()
      const code = codeOf(thrown)
      if (code === 'visitor_unknown') client.signIn(null)
      else if (code === 'identity_invalid' || code === 'identity_keys_unavailable') {
        // They can chat all the same; nobody is told that it is they.
        set({ identity: null })
        emit('identity', { identified: false })
      } else if (!begun) throw thrown
      return client.start(startRequest(get()))
    })
    visitor.check()
    return answer
  }

  function welcome(answer: SessionAnswer): SessionRow {
    if (answer.credentials) client.signIn(answer.credentials)
    adopt(answer)
    const { identity } = get()
    if (identity) context.storage.set(IDENTITY, identity.subject)
    // It goes on with a chat that they have written in, perhaps in another browser.
    if (answer.messages.length > 0) context.storage.persist()
    emit('session:started', { sessionId: answer.session.$id })
    return answer.session
  }

  function adopt(answer: SessionAnswer): void {
    const { session, messages, hasOlder, settings, rating } = answer
    const sessionId = session.$id
    const draft = get().draft || memory.draft(sessionId)
    leave()
    memory.keepVisit(client.credentials(), sessionId, answer.databaseId)
    memory.keepTheme(settings.theme)
    const { chosenLocale } = get()
    if (chosenLocale) memory.keepLocale(chosenLocale)
    memory.keepDraft(null, '')
    memory.keepDraft(sessionId, draft)
    if (get().isOpen) memory.keepSeen(session)
    const gone = () => {
      lose(sessionId, false)
      set({ problem: 'session_not_found' })
    }
    following = client.follow(answer, receive.listener(sessionId, gone, outbox.resend))
    set({
      session,
      messages,
      hasOlder,
      isRated: Boolean(rating),
      settings,
      draft,
      phase: 'ready',
      problem: null,
      view: 'chat',
      connection: 'connecting',
      unread: memory.unseen(session),
    })
    if (messages.length > 0) follow()
  }

  function follow(): void {
    following?.start()
  }

  function lose(sessionId: string, visitorToo: boolean): void {
    memory.forgetSession(sessionId)
    if (visitorToo) {
      client.signIn(null)
      memory.keepVisit(null, null)
    }
    const unsent = get().outbox.map((one) => {
      if (one.sessionId !== sessionId) return one
      const moved = { ...one, sessionId: null }
      memory.keepOutgoing(moved, tab.id)
      return moved
    })
    set({ outbox: unsent })
    if (get().session?.$id === sessionId) leave()
  }

  function leave(): void {
    following?.stop()
    following = null
    set({
      session: null,
      messages: [],
      hasOlder: false,
      canReopen: true,
      question: null,
      askedAt: 0,
      offlineSince: null,
    })
  }

  return {
    begin,
    ensure,
    start,
    adopt,
    joinStored,
    leave,
    lose,
    follow,
    receive: ({ session, message }) => {
      if (session.$id !== get().session?.$id) return
      if (message) following?.receive([message])
      following?.receiveSession(session)
      // The chat was reached.
      const { problem } = get()
      if (problem === 'network' || problem === 'timeout') set({ problem: null })
    },
    retracted: (session, message) => {
      if (session.$id !== get().session?.$id) return
      following?.forget([message])
      following?.receiveSession(session)
    },
    cleared: (session) => {
      if (session.$id !== get().session?.$id) return
      const { messages } = get()
      following?.forget(messages)
      following?.receiveSession(session)
      // A chat that nobody wrote in isn't followed yet.
      if (messages.length > 0) void following?.refresh()
    },
    refresh: async () => following?.refresh(),
    find: async (messageId) => {
      const held = () => get().messages.filter(({ $id }) => $id === messageId)
      // What an event showed may be gone: only a read brings it back.
      following?.forget(held())
      await following?.refresh()
      return held()[0] ?? null
    },
    loadOlder: async () => {
      const { loadingOlder } = get()
      if (!following || loadingOlder) return
      set({ loadingOlder: true })
      try {
        await following.loadOlder()
      } catch (thrown) {
        set({ problem: codeOf(thrown) })
      } finally {
        set({ loadingOlder: false })
      }
    },
    stop: () => {
      clearTimeout(look)
      leave()
    },
  }
}

/** Calls of one visitor that come while one is under way get the same promise. */
function shared<T>(context: Pick<ChatContext, 'epoch'>, work: () => Promise<T>): () => Promise<T> {
  let underWay: { readonly epoch: number; readonly result: Promise<T> } | null = null
  return () => {
    const { epoch } = context
    if (underWay?.epoch === epoch) return underWay.result
    const call = {
      epoch,
      result: work().finally(() => {
        if (underWay === call) underWay = null
      }),
    }
    underWay = call
    return call.result
  }
}
