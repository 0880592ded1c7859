import { codeOf } from '../../client/chat-error.ts'
import * as attachmentLimits from '../../contract/attachment-limits.ts'
import { newAttachmentId } from '../../contract/ids.ts'
import type { PanelContext } from '../panel/panel-context.ts'
import type { DraftFileActions } from './draft-file-actions.ts'
import type { ChatState, DraftFile } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'

interface Picked {
  readonly file: File
  /** Ends the upload that is under way. */
  abort: AbortController
  /** Where it is, or goes. */
  sessionId: string | null
}

export function createDraftFiles(
  { conversation }: Pick<PanelContext, 'conversation'>,
  { get, set, subscribe }: Store<ChatState>,
): DraftFileActions {
  const picked = new Map<string, Picked>()

  function files(): readonly DraftFile[] {
    return get().files ?? []
  }

  function change(id: string, changes: Partial<DraftFile>): void {
    if (files().some((file) => file.id === id))
      set({ files: files().map((file) => (file.id === id ? { ...file, ...changes } : file)) })
  }

  async function upload(id: string, one: Picked): Promise<void> {
    const { file } = one
    one.abort.abort()
    one.abort = new AbortController()
    const { signal } = one.abort
    change(id, { share: 0, attachment: null, failure: null })
    const limit = get().settings?.attachmentMaxBytes ?? 0
    if (file.size > limit || file.size === 0)
      return change(id, { failure: file.size === 0 ? 'attachment_type_refused' : 'attachment_too_large' })
    try {
      const { chat } = await conversation.load()
      const { sessions, context } = chat.parts
      const { $id } = await sessions.ensure()
      one.sessionId = $id
      if (signal.aborted) return
      const onProgress = (share: number) => {
        if (!signal.aborted) change(id, { share })
      }
      const attachment = await context.client.upload($id, id, { file, onProgress, signal })
      if (signal.aborted) return
      change(id, { share: 1, attachment })
    } catch (thrown) {
      if (!signal.aborted) change(id, { failure: codeOf(thrown) })
    }
    // Enter was pressed before all of them were there.
    if (get().isSendAwaited) conversation.get()?.chat.sendDraft()
  }

  /** In another session they are uploaded anew: what is in the composer stays when the chat below it is another. */
  function follow(): void {
    const sessionId = get().session?.$id
    // Of who has logged out nothing goes on.
    for (const [id, { abort }] of picked) if (!files().some((file) => file.id === id)) abort.abort()
    for (const { id } of files()) {
      const one = picked.get(id)
      if (!sessionId || !one?.sessionId || one.sessionId === sessionId) continue
      remove(id)
      add([one.file])
    }
  }

  function add(given: Iterable<File>): void {
    for (const file of given) {
      const id = newAttachmentId()
      const isOver = files().length >= attachmentLimits.perMessage
      const failure = isOver ? 'attachments_full' : null
      set({ files: [...files(), { id, name: file.name, share: 0, attachment: null, failure }] })
      if (isOver) return
      const one = { file, abort: new AbortController(), sessionId: null }
      picked.set(id, one)
      void upload(id, one)
    }
  }

  function remove(id: string): void {
    const one = picked.get(id)
    one?.abort.abort()
    picked.delete(id)
    set({ files: files().filter((file) => file.id !== id), isSendAwaited: false })
    if (one?.sessionId) void forget(one.sessionId, id)
  }

  /** What fails here upkeep removes a day later. */
  async function forget(sessionId: string, id: string): Promise<void> {
    try {
      await conversation.get()?.chat.parts.context.client.removeUpload(sessionId, id)
    } catch (thrown) {
      codeOf(thrown)
    }
  }

  subscribe(follow)
  return {
    add,
    remove,
    retry: (id) => {
      const one = picked.get(id)
      if (one) void upload(id, one)
    },
    fileOf: (id) => picked.get(id)?.file ?? null,
    stop: () => {
      for (const { abort } of picked.values()) abort.abort()
    },
  }
}
