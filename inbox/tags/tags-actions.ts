import { isRecord } from '../../contract/is-record.ts'
import { readTag } from '../../contract/tag.ts'
import type { FeatureContext } from '../feature-context.ts'
import type { TagsCalls } from './tags-calls.ts'
import type { TagsStore } from './tags-store.ts'

export interface TagsActions {
  /** Shows the tags of a session; null shows none. */
  readonly open: (sessionId: string | null) => Promise<void>
  /** Reads what may have been missed. */
  readonly catchUp: () => Promise<void>
  /** Tags the open session. False when that failed, or the text can be no tag: then the agent is told. */
  readonly add: (text: string) => Promise<boolean>
  readonly remove: (tag: string) => Promise<void>
  /** A row of tags of any session came or went. */
  readonly receive: (row: unknown) => void
}

/** The name of its read. */
const READ = 'tags'

/** What the open session is called by agents. */
export function createTagsActions(store: TagsStore, calls: TagsCalls, context: FeatureContext): TagsActions {
  const { $tags, $isChanging } = store
  context.onSignedOut(() => $tags.set(null))

  function show(sessionId: string, list: readonly string[]): void {
    if ($tags.get()?.sessionId === sessionId) $tags.set({ sessionId, list })
  }

  async function catchUp(): Promise<void> {
    const sessionId = $tags.get()?.sessionId
    if (sessionId === undefined) return
    await context.read(READ, async () => show(sessionId, await calls.list(sessionId)))
    if ($tags.get()?.sessionId !== sessionId) context.dropRead(READ)
  }

  async function change(how: 'add' | 'remove', tag: string): Promise<boolean> {
    const sessionId = $tags.get()?.sessionId
    if (sessionId === undefined || $isChanging.get()) return false
    $isChanging.set(true)
    const list = await context.act(() => calls[how](sessionId, tag))
    $isChanging.set(false)
    if (list !== null) show(sessionId, list)
    return list !== null
  }

  return {
    open: async (sessionId) => {
      context.dropRead(READ)
      $tags.set(sessionId === null ? null : { sessionId, list: null })
      await catchUp()
    },
    catchUp,
    add: async (text) => {
      const tag = readTag(text.trim())
      if (tag !== null) return change('add', tag)
      context.tell('A tag has up to 40 letters and digits, and inside of it dots, dashes and underscores.')
      return false
    },
    remove: async (tag) => void (await change('remove', tag)),
    receive: (row) => {
      if (isRecord(row) && row['sessionId'] === $tags.get()?.sessionId) void catchUp()
    },
  }
}
