import { atom, type ReadableAtom } from 'nanostores'
import * as attachmentLimits from '../../contract/attachment-limits.ts'
import type { Attachment } from '../../contract/attachment.ts'
import { newAttachmentId } from '../../contract/ids.ts'
import type { FeatureContext } from '../feature-context.ts'
import { InboxError } from '../inbox-error.ts'
import type { ConversationCalls } from './conversation-calls.ts'

/** A file beside a reply that is being written. */
export interface ReplyFile {
  readonly id: string
  readonly file: File
  /** How much of it has left, from 0 to 1. */
  readonly share: number
  /** Null until all of it is there. */
  readonly attachment: Attachment | null
  /** Why it can't be sent, for the agent; null while it can. */
  readonly problem: string | null
  /** Whether another try may do. */
  readonly passes: boolean
}

/** The files beside the replies, which are uploaded as soon as they are picked. They are gone with the page. */
export interface ReplyFiles {
  /** By session. */
  readonly $files: ReadableAtom<Readonly<Record<string, readonly ReplyFile[]>>>
  readonly of: (sessionId: string) => readonly ReplyFile[]
  readonly add: (sessionId: string, picked: Iterable<File>) => void
  readonly retry: (sessionId: string, id: string) => void
  /** Ends its upload too. What is there already the server removes a day later. */
  readonly remove: (sessionId: string, ids: readonly string[]) => void
}

export function createReplyFiles(calls: ConversationCalls, context: FeatureContext): ReplyFiles {
  const $files = atom<Readonly<Record<string, readonly ReplyFile[]>>>({})
  const underWay = new Map<string, AbortController>()
  const of = (sessionId: string) => $files.get()[sessionId] ?? []

  context.onSignedOut(() => {
    for (const abort of underWay.values()) abort.abort()
    $files.set({})
  })

  function set(sessionId: string, files: readonly ReplyFile[]): void {
    $files.set({ ...$files.get(), [sessionId]: files })
  }

  function change(sessionId: string, id: string, changes: Partial<ReplyFile>): void {
    const files = of(sessionId)
    if (files.some((one) => one.id === id))
      set(
        sessionId,
        files.map((one) => (one.id === id ? { ...one, ...changes } : one)),
      )
  }

  async function upload(sessionId: string, id: string, file: File): Promise<void> {
    const abort = new AbortController()
    underWay.set(id, abort)
    const { signal } = abort
    change(sessionId, id, { share: 0, problem: null })
    try {
      const onProgress = (share: number) => change(sessionId, id, { share })
      const attachment = await calls.upload(sessionId, id, { file, onProgress, signal })
      change(sessionId, id, { share: 1, attachment })
    } catch (thrown) {
      if (!(thrown instanceof InboxError)) throw thrown
      change(sessionId, id, { problem: thrown.message, passes: !/^attachments?_/.test(thrown.code) })
    } finally {
      underWay.delete(id)
    }
  }

  return {
    $files,
    of,
    add: (sessionId, picked) => {
      for (const file of picked) {
        const files = of(sessionId)
        const isOver = files.length >= attachmentLimits.perMessage
        const problem = isOver ? `At most ${attachmentLimits.perMessage} files go with one reply.` : null
        const id = newAttachmentId()
        set(sessionId, [...files, { id, file, share: 0, attachment: null, problem, passes: false }])
        if (isOver) return
        void upload(sessionId, id, file)
      }
    },
    retry: (sessionId, id) => {
      const found = of(sessionId).find((one) => one.id === id)
      if (found) void upload(sessionId, id, found.file)
    },
    remove: (sessionId, ids) => {
      for (const id of ids) underWay.get(id)?.abort()
      set(
        sessionId,
        of(sessionId).filter(({ id }) => !ids.includes(id)),
      )
    },
  }
}
