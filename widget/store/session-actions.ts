import { codeOf } from '../../client/chat-error.ts'
import { isGone } from '../../client/error-kinds.ts'
import type { Following } from '../../client/follow-session.ts'
import type { SessionAnswer } from '../../contract/chat-api.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { ChatContext } from './chat-context.ts'
import type { Receive } from './receive.ts'
import { startRequest } from './start-request.ts'

export interface SessionActions {
  /** The panel opened for the first time: goes on with the stored session, or prepares a new one. */
  readonly begin: () => Promise<void>
  /** The current session; resumes or makes one when there is none. */
  readonly ensure: () => Promise<SessionRow>
  readonly start: () => Promise<SessionRow>
  /** Shows a session that the server answered with. What stands in the composer becomes its draft. */
  readonly adopt: (answer: SessionAnswer) => void
  /** No session, and nothing of the one before. What is in the composer stays. */
  readonly leave: () => void
  /** The session is no longer known to the server; the visitor may not be either. */
  readonly lose: (sessionId: string, visitorToo: boolean) => void
  /** Realtime begins with the first message: nobody answers a chat that says nothing. */
  readonly follow: () => void
  readonly loadOlder: () => Promise<void>
  /** Reads what may have been missed. */
  readonly refresh: () => void
  readonly stop: () => void
}

/** Which session is shown, and how the panel comes to it. */
export function createSessionActions(
  context: ChatContext,
  receive: Receive,
  resend: () => void,
): SessionActions {
  const { client, memory, store, emit } = context
  const { get, set } = store
  let databaseId = ''
  let following: Following | null = null
  const resume = shared(resumeStored)
  const obtain = shared(async () => {
    await resume()
    return get().session ?? start()
  })

  const begin = shared(async () => {
    client.signIn(memory.visitor())
    if (get().draft === '') set({ draft: memory.draft(memory.sessionId()) })
    // A panel that has settings, and no chat to go on with, needs nothing before the first message.
    if (!get().settings || memory.sessionId() !== null || context.begun) {
      set({ phase: 'loading', problem: null })
      try {
        await resume()
        if (!get().session && !get().settings) set({ settings: await client.settings() })
        if (!get().session && get().settings?.createSessionOn === 'open') await obtain()
        set({ phase: 'ready' })
      } catch (thrown) {
        const code = codeOf(thrown)
        // With the settings there, nothing is missing yet: the first message starts the session.
        set(get().settings ? { phase: 'ready' } : { phase: 'failed', problem: code })
        emit('error', { code })
      }
    }
    set({ outbox: memory.outbox(client.now()) })
    resend()
  })

  async function resumeStored(): Promise<void> {
    const sessionId = memory.sessionId()
    if (sessionId === null) return
    try {
      adopt(await client.resume(sessionId))
    } catch (thrown) {
      const code = codeOf(thrown)
      if (!isGone(code)) throw thrown
      lose(sessionId, code === 'visitor_unknown')
      memory.keepDraft(null, get().draft)
    }
  }

  async function start(): Promise<SessionRow> {
    const request = startRequest(get())
    const { begun } = context
    context.begun = null
    const answer = await client.start(request, begun).catch((thrown: unknown) => {
      if (codeOf(thrown) === 'visitor_unknown') client.signIn(null)
      else if (!begun) throw thrown
      return client.start(request)
    })
    adopt(answer)
    emit('session:started', { sessionId: answer.session.$id })
    return answer.session
  }

  function adopt(answer: SessionAnswer): void {
    const { session, messages, hasOlder, settings } = answer
    const sessionId = session.$id
    const draft = get().draft || memory.draft(sessionId)
    leave()
    databaseId = answer.databaseId
    memory.keepVisit(client.credentials(), sessionId)
    memory.keepTheme(settings.theme)
    memory.keepDraft(null, '')
    memory.keepDraft(sessionId, draft)
    if (get().isOpen) memory.keepSeen(session)
    set({
      session,
      messages,
      hasOlder,
      settings,
      draft,
      phase: 'ready',
      problem: null,
      view: 'chat',
      connection: 'connecting',
    })
    receive.settle(messages)
    if (messages.length > 0) follow()
  }

  function follow(): void {
    const sessionId = get().session?.$id
    if (following || !sessionId) return
    const gone = () => {
      lose(sessionId, false)
      set({ problem: 'session_not_found' })
    }
    following = client.follow(databaseId, sessionId, receive.listener(sessionId, gone, resend))
  }

  function lose(sessionId: string, visitorToo: boolean): void {
    memory.forgetSession(sessionId)
    if (visitorToo) {
      client.signIn(null)
      memory.keepVisit(null, null)
    }
    const outbox = get().outbox.map((one) =>
      one.sessionId === sessionId ? { ...one, sessionId: null } : one,
    )
    set({ outbox })
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
      offlineSince: null,
    })
  }

  return {
    begin,
    ensure: async () => get().session ?? obtain(),
    start,
    adopt,
    leave,
    lose,
    follow,
    refresh: () => following?.refresh(),
    loadOlder: async () => {
      const { messages, hasOlder, loadingOlder, session } = get()
      const oldest = messages[0]
      if (!following || !oldest || !hasOlder || loadingOlder) return
      set({ loadingOlder: true })
      try {
        const page = await following.older(oldest.$id)
        if (get().session?.$id !== session?.$id) return
        set({ hasOlder: page.hasMore, messages: [...page.messages, ...get().messages] })
      } catch (thrown) {
        set({ problem: codeOf(thrown) })
      } finally {
        set({ loadingOlder: false })
      }
    },
    stop: leave,
  }
}

/** Calls that come while one is under way get the same promise. */
function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null
  return () =>
    (underWay ??= work().finally(() => {
      underWay = null
    }))
}
