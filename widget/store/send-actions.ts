import { backoffMs } from '../../client/backoff.ts'
import { codeOf, type ChatErrorCode } from '../../client/chat-error.ts'
import { isGone, isTransient } from '../../client/error-kinds.ts'
import { newMessageId } from '../../contract/ids.ts'
import type { ChatContext } from './chat-context.ts'
import type { OutgoingMessage } from './chat-state.ts'
import type { Receive } from './receive.ts'
import { SLOW_MS } from './bot-wait.ts'
import { charactersLeft } from './characters-left.ts'
import type { SessionActions } from './session-actions.ts'

export interface SendActions {
  /** Shows the message at once and sends it behind those that wait. */
  readonly send: (text: string) => void
  /** Sends what is in the composer, if that can be sent. */
  readonly sendDraft: () => void
  /** Sends a failed message again, with the same id. */
  readonly retry: (messageId: string) => void
  /** Sends again whatever failed for reasons that pass. */
  readonly resend: () => void
  readonly setDraft: (text: string) => void
}

/** Attempts that follow a failed one by themselves. */
const AUTOMATIC_RETRIES = 2

/** The outbox: one message at a time, in order, each with one id however often it is tried. */
export function createSendActions(
  { client, memory, store, storage, emit }: ChatContext,
  receive: Receive,
  sessions: () => SessionActions,
): SendActions {
  const { get, set } = store
  let running = false

  function send(text: string): void {
    // The visitor has spoken: from here on the browser may keep things.
    storage.persist()
    const message: OutgoingMessage = {
      id: newMessageId(),
      sessionId: get().session?.$id ?? null,
      text,
      at: client.now(),
      failure: null,
    }
    memory.keepOutgoing(message)
    set({ outbox: [...get().outbox, message] })
    void run()
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    try {
      for (;;) {
        const next = get().outbox.find((message) => message.failure === null)
        if (!next) return
        await deliver(next.id)
      }
    } finally {
      running = false
    }
  }

  /** Tries until the message is stored, handed back, or marked as failed. */
  async function deliver(id: string): Promise<void> {
    for (let failures = 0; ;) {
      const message = find(id)
      if (!message) return
      try {
        const sessionId = message.sessionId ?? (await sessions().ensure()).$id
        change((one) => one.id === id, { sessionId })
        sessions().follow()
        const answer = await client.send(sessionId, { id, text: message.text })
        if (sessionId === get().session?.$id) receive.messages([answer.message])
        else receive.settle([answer.message])
        receive.session(answer.session)
        checkLater(id)
        return
      } catch (thrown) {
        const code = codeOf(thrown)
        failures += 1
        const retriesLeft = failures <= AUTOMATIC_RETRIES
        if (code === 'session_closed') return handBack(message)
        if (retriesLeft && code === 'message_id_taken') {
          drop(id)
          return send(message.text)
        }
        if (retriesLeft && isGone(code)) {
          const sessionId = find(id)?.sessionId
          if (sessionId) sessions().lose(sessionId, code === 'visitor_unknown')
        } else if (retriesLeft && isTransient(code)) {
          await new Promise((resolve) => setTimeout(resolve, backoffMs(failures)))
        } else return fail(id, code)
      }
    }
  }

  /** An answer that takes this long may have been lost on its way here. */
  function checkLater(id: string): void {
    setTimeout(() => {
      if (get().messages.at(-1)?.$id === id) sessions().refresh()
    }, SLOW_MS)
  }

  /** Those behind it would meet the same, and must not overtake it. */
  function fail(id: string, code: ChatErrorCode): void {
    const blocksOthers = isTransient(code)
    change((one) => one.id === id || (blocksOthers && one.failure === null), { failure: code })
    emit('message:failed', { messageId: id, code })
  }

  /** The session takes no more messages: the words go back to the composer. */
  function handBack({ id, text }: OutgoingMessage): void {
    drop(id)
    set({ canReopen: false })
    setDraft([text, get().draft].filter(Boolean).join('\n'))
    emit('message:failed', { messageId: id, code: 'session_closed' })
  }

  function find(id: string): OutgoingMessage | undefined {
    return get().outbox.find((message) => message.id === id)
  }

  function change(concerns: (message: OutgoingMessage) => boolean, changes: Partial<OutgoingMessage>): void {
    const outbox = get().outbox.map((message) => {
      if (!concerns(message)) return message
      const changed = { ...message, ...changes }
      memory.keepOutgoing(changed)
      return changed
    })
    set({ outbox })
  }

  function drop(id: string): void {
    memory.dropOutgoing(id)
    set({ outbox: get().outbox.filter((message) => message.id !== id) })
  }

  function setDraft(draft: string): void {
    set({ draft })
    memory.keepDraft(get().session?.$id ?? null, draft)
  }

  return {
    send,
    sendDraft: () => {
      const { draft, canReopen } = get()
      if (!canReopen || draft.trim() === '' || charactersLeft(draft) < 0) return
      setDraft('')
      send(draft.trim())
    },
    retry: (messageId) => {
      change((one) => one.id === messageId, { failure: null })
      void run()
    },
    resend: () => {
      change((one) => one.failure !== null && isTransient(one.failure), { failure: null })
      void run()
    },
    setDraft,
  }
}
