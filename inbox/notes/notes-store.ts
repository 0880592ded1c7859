import { atom } from 'nanostores'
import type { NoteRow } from '../../contract/tables/notes.ts'

/** The notes of the open session, oldest first. */
export interface Notes {
  readonly sessionId: string
  /** Null until they were read. */
  readonly rows: readonly NoteRow[] | null
}

export type NotesStore = ReturnType<typeof createNotesStore>

export function createNotesStore() {
  return {
    $notes: atom<Notes | null>(null),
    /** What is being written, by session. */
    $drafts: atom<Readonly<Record<string, string>>>({}),
    $isAdding: atom(false),
  }
}
