import { backoffMs } from '../../client/backoff.ts'
import { ChatError, codeOf, isGone, type ChatErrorCode } from '../../client/chat-error.ts'
import type { Attachment } from '../../contract/attachment.ts'
import { newMessageId } from '../../contract/ids.ts'
import { SLOW_MS } from './bot-wait.ts'
import type { ChatContext } from './chat-context.ts'
import type { DraftFile, OutgoingMessage } from './chat-state.ts'
import { createLeftBehind } from './left-behind.ts'
import type { Receive } from './receive.ts'
import { refusalDetails } from './refusal-details.ts'
import { sameVisitor } from './same-visitor.ts'
import type { SessionActions, UnsentMessages } from './session-actions.ts'

export interface Outbox extends UnsentMessages {
  /** Shows the message at once and sends it behind those that wait. Returns its id. */
  readonly send: (text: string, attachments?: readonly Attachment[]) => string
  readonly stop: () => void
}

/** Failures in a row after which the visitor is told; attempts go on all the same. */
const QUIET_FAILURES = 2
/** Refusals of Appwrite itself, which aren't about the message: an owner can fix their cause. */
const OF_THE_SITE: readonly ChatErrorCode[] = ['origin_not_allowed', 'not_deployed']

/**
 * The unsent messages: each session's go out one at a time, first in, first out, each under one id however often it is
 * tried. One that fails blocks those behind it, and is retried by itself; what is refused for good returns to the
 * composer together with them, because sent alone they would overtake it.
 */
export function createOutbox(
  context: ChatContext,
  receive: Receive,
  sessions: () => SessionActions,
  setDraft: (text: string) => void,
): Outbox {
  const { client, memory, store, storage, tab, emit } = context
  const { get, set } = store
  /** Queues whose first message failed, with the number of its failures of that kind; null: of sessions that were gone as well. */
  const failures = new Map<string | null, { readonly count: number; readonly gone: boolean }>()
  /** Of those, the ones that wait for their next attempt. */
  const waiting = new Map<string | null, ReturnType<typeof setTimeout> | null>()
  let running = false
  let isStopped = false
  const left = createLeftBehind({ memory, storage, store, tab }, () => void run())

  /** The session that it belongs to: the shown one, or the one that will be, unless it was written in another. */
  function queueOf({ sessionId }: OutgoingMessage): string | null {
    return sessionId ?? shownQueue()
  }

  function shownQueue(): string | null {
    return get().session?.$id ?? memory.sessionId()
  }

  function send(text: string, attachments: readonly Attachment[] = []): string {
    // The visitor has spoken: from here on the browser may keep things.
    storage.persist()
    tab.hold()
    const kept = memory.outbox()
    const { session, messages } = get()
    // The tabs agree on the session of the very first one, see `ensure`.
    const isFirst = messages.length === 0 && session?.chatName === null
    const message: OutgoingMessage = {
      id: newMessageId(),
      sessionId: isFirst ? null : (session?.$id ?? null),
      text,
      ...(attachments.length > 0 && { attachments }),
      at: client.now(),
      order: Math.max(0, ...[...kept, ...get().outbox].map(({ order }) => order)) + 1,
      isTried: false,
      failure: null,
    }
    memory.keepOutgoing(message, tab.id)
    set({ outbox: [...get().outbox, message] })
    resend()
    return message.id
  }

  async function run(): Promise<void> {
    if (running || isStopped) return
    running = true
    try {
      // What earlier pages left is sent first.
      await left.takeOver()
      for (;;) {
        const next = get().outbox.find((message) => !waiting.has(queueOf(message)))
        if (!next || isStopped) break
        await attempt(next)
      }
    } catch (thrown) {
      // A fault of this script: reported, and the next message tries again.
      codeOf(thrown)
    }
    running = false
    if (get().outbox.length === 0) tab.release()
  }

  async function attempt(message: OutgoingMessage): Promise<void> {
    const { id, text, attachments = [], isTried } = message
    const files = attachments.length > 0 && { attachments: attachments.map((one) => one.id) }
    if (memory.outbox().some((kept) => kept.id === id && kept.owner !== tab.id)) {
      // This page was asleep, and another has taken it over; should that one close in its turn, it is taken back.
      left.lookAgain()
      return set({ outbox: get().outbox.filter((one) => one.id !== id) })
    }
    const visitor = sameVisitor(context)
    try {
      const sessionId = message.sessionId ?? (await sessions().ensure()).$id
      // Told by a read meanwhile.
      if (isStopped || !find(id)) return
      change((one) => one.id === id, { sessionId, isTried: true })
      sessions().follow()
      // Taken over from a tab that is gone, before this one had a chat of its own.
      if (!client.credentials()) client.signIn(memory.visitor())
      // Named in the same write: a chat without a name has no message yet.
      const { session } = get()
      const first = session?.$id === sessionId && session.chatName === null
      const answer = await client.send(sessionId, { id, text, ...files, ...(first && { first }) })
      failures.clear()
      receive.settle(answer.message)
      sessions().receive(answer)
      change((one) => one.sessionId === sessionId, { failure: null })
      checkLater(id)
    } catch (thrown) {
      if (!visitor.isGone()) await fail(find(id) ?? message, isTried, thrown)
    }
  }

  async function fail(message: OutgoingMessage, isTried: boolean, thrown: unknown): Promise<void> {
    if (isStopped) return
    const code = codeOf(thrown)
    const passes = (thrown instanceof ChatError && thrown.passes) || code === 'message_id_taken'
    const queue = queueOf(message)
    const gone = isGone(code)
    // Each new session is a queue of its own: those that are gone are counted together.
    const counted = gone ? null : queue
    const before = failures.get(counted)
    const count = before?.gone === gone ? before.count + 1 : 1
    failures.set(counted, { count, gone })
    if (code === 'message_id_taken' && (await isElsewhere(message))) return
    if (gone && count <= QUIET_FAILURES) {
      if (message.sessionId) sessions().lose(message.sessionId, code === 'visitor_unknown')
      return
    }
    const isRefused = thrown instanceof ChatError && !passes && !gone && !OF_THE_SITE.includes(code)
    if (isRefused && (!isTried || (await isNotStored(message)))) return handBack(message, code)
    if (!find(message.id)) return
    const { retryAfterMs, text: told } = refusalDetails(thrown)
    const waitMs = Math.max(backoffMs(count), retryAfterMs)
    waiting.set(queue, passes ? setTimeout(() => again(queue), waitMs) : null)
    const isSaid = retryAfterMs > 0 || told !== null
    if (passes && count <= QUIET_FAILURES && !isSaid) return
    const retryAt = retryAfterMs > 0 ? client.now() + waitMs : null
    change((one) => queueOf(one) === queue, { failure: code, retryAt, told })
    if (message.failure === null) emit('message:failed', { messageId: message.id, code })
  }

  /** It is stored, in a session of another tab: sent under a new id it would be there twice. False: that one can't be reached now. */
  async function isElsewhere(message: OutgoingMessage): Promise<boolean> {
    try {
      if (await sessions().joinStored()) {
        // Sent there it is answered as what it is: stored already.
        change(({ id }) => id === message.id, { sessionId: null })
        return true
      }
    } catch (thrown) {
      codeOf(thrown)
      return false
    }
    drop([message], 'message_id_taken')
    set({ problem: 'message_id_taken' })
    return true
  }

  /** An earlier attempt may have stored it: then a read tells, and nothing is to be sent again. */
  async function isNotStored({ id, sessionId }: OutgoingMessage): Promise<boolean> {
    if (sessionId !== get().session?.$id) return false
    const row = await sessions().find(id)
    if (row) receive.settle(row)
    return !row && get().connection !== 'offline'
  }

  /** Refused for good: the text returns to the composer, with those that waited behind them. */
  function handBack(message: OutgoingMessage, code: ChatErrorCode): void {
    const queue = queueOf(message)
    const behind = get().outbox.filter((one) => queueOf(one) === queue)
    const words = behind.map(({ text }) => text).join('\n')
    const isShown = queue === shownQueue()
    drop(behind, code)
    failures.delete(queue)
    if (code === 'session_closed') {
      if (isShown) set({ canReopen: false })
    } else set({ problem: code })
    // Files that the server doesn't know can't be sent in another message either.
    if (isShown && code !== 'attachment_not_found')
      set({ files: [...behind.flatMap(draftFiles), ...(get().files ?? [])] })
    if (isShown) setDraft([words, get().draft].filter(Boolean).join('\n'))
    else memory.keepDraft(queue, [words, memory.draft(queue)].filter(Boolean).join('\n'))
  }

  function again(queue: string | null): void {
    waiting.delete(queue)
    void run()
  }

  function resend(): void {
    for (const timer of waiting.values()) clearTimeout(timer ?? undefined)
    waiting.clear()
    void run()
  }

  /** An answer that takes this long may have been lost on its way here. */
  function checkLater(id: string): void {
    setTimeout(() => {
      if (!isStopped && get().messages.at(-1)?.$id === id) void sessions().refresh()
    }, SLOW_MS)
  }

  function find(id: string): OutgoingMessage | undefined {
    return get().outbox.find((message) => message.id === id)
  }

  function change(concerns: (message: OutgoingMessage) => boolean, changes: Partial<OutgoingMessage>): void {
    // Another tab may have taken them over by now.
    if (isStopped) return
    const outbox = get().outbox.map((message) => {
      if (!concerns(message)) return message
      const changed = { ...message, ...changes }
      memory.keepOutgoing(changed, tab.id)
      return changed
    })
    set({ outbox })
  }

  function drop(messages: readonly OutgoingMessage[], code: ChatErrorCode): void {
    const ids = new Set(messages.map(({ id }) => id))
    set({ outbox: get().outbox.filter(({ id }) => !ids.has(id)) })
    for (const id of ids) {
      memory.dropOutgoing(id)
      emit('message:failed', { messageId: id, code })
    }
  }

  return {
    send,
    resend,
    adopt: left.takeOver,
    stop: () => {
      isStopped = true
      left.stop()
      for (const timer of waiting.values()) clearTimeout(timer ?? undefined)
      tab.release()
    },
  }
}

/** The files of a message that returns to the composer. */
function draftFiles({ attachments = [] }: OutgoingMessage): readonly DraftFile[] {
  return attachments.map((attachment) => ({
    id: attachment.id,
    name: attachment.name,
    share: 1,
    attachment,
    failure: null,
  }))
}
