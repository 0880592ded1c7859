import { atom } from 'nanostores'

/** The tags of the open session, in alphabetical order. */
export interface Tags {
  readonly sessionId: string
  /** Null until they were read. */
  readonly list: readonly string[] | null
}

export type TagsStore = ReturnType<typeof createTagsStore>

export function createTagsStore() {
  return { $tags: atom<Tags | null>(null), $isChanging: atom(false) }
}
