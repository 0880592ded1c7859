import { charactersLeft } from './characters-left.ts'
import type { ChatContext } from './chat-context.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { Receive } from './receive.ts'
import type { SessionActions } from './session-actions.ts'

export interface SendActions extends Pick<Outbox, 'send' | 'resend'> {
  /** Sends what is in the composer, if that can be sent. */
  readonly sendDraft: () => void
  /** Sends a failed message again, and those behind it, under the ids that they have. */
  readonly retry: (messageId: string) => void
  readonly setDraft: (text: string) => void
  readonly outbox: Outbox
}

/** What the visitor writes, and how it is sent. */
export function createSendActions(
  context: ChatContext,
  receive: Receive,
  sessions: () => SessionActions,
): SendActions {
  const { memory, store } = context
  const { get, set } = store
  const outbox = createOutbox(context, receive, sessions, setDraft)

  function setDraft(draft: string): void {
    set({ draft })
    memory.keepDraft(get().session?.$id ?? null, draft)
  }

  return {
    send: outbox.send,
    resend: outbox.resend,
    sendDraft: () => {
      const { draft, canReopen, files = [] } = get()
      if (!canReopen || charactersLeft(draft) < 0) return
      if (files.some(({ attachment, failure }) => !attachment && !failure))
        return set({ isSendAwaited: true })
      const attachments = files.flatMap(({ attachment }) => attachment ?? [])
      if (draft.trim() === '' && attachments.length === 0) return
      // What can't be sent stays, with the reason: nobody should believe that it was.
      set({ files: files.filter(({ failure }) => failure), isSendAwaited: false })
      setDraft('')
      outbox.send(draft.trim(), attachments)
    },
    retry: (messageId) => {
      const { sessionId } = get().outbox.find(({ id }) => id === messageId) ?? {}
      set({
        outbox: get().outbox.map((one) => (one.sessionId === sessionId ? { ...one, failure: null } : one)),
      })
      outbox.resend()
    },
    setDraft,
    outbox,
  }
}
