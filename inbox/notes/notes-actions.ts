import { newNoteId } from '../../contract/ids.ts'
import { readRow } from '../../contract/read-row.ts'
import { noteColumns, type NoteRow } from '../../contract/tables/notes.ts'
import type { FeatureContext } from '../feature-context.ts'
import type { NotesCalls } from './notes-calls.ts'
import type { NotesStore } from './notes-store.ts'

export interface NotesActions {
  /** Shows the notes of a session; null shows none. */
  readonly open: (sessionId: string | null) => Promise<void>
  /** Reads what may have been missed. */
  readonly catchUp: () => Promise<void>
  readonly draft: (text: string) => void
  /** Adds what is written to the open session; it stays where it is when that fails. */
  readonly add: () => Promise<void>
  readonly remove: (note: NoteRow) => Promise<void>
  /** The row of a note of any session, as it came. */
  readonly receive: (row: unknown) => void
  readonly forget: (noteId: string) => void
  /** Somebody else writes now: nothing of what was being written stays. */
  readonly forgetDrafts: () => void
}

/** The name of its read. */
const READ = 'notes'

/** What agents write to each other about the open session. */
export function createNotesActions(
  store: NotesStore,
  calls: NotesCalls,
  context: FeatureContext,
): NotesActions {
  const { $notes, $drafts, $isAdding } = store
  /** No late read brings one back. */
  const removed = new Set<string>()
  /** A note keeps its id until it is stored, so that trying again can't double it; another text is another note. */
  const tried = new Map<string, { readonly id: string; readonly text: string }>()

  // What is half written stays for the same agent, whose account session may have ended by itself.
  context.onSignedOut(() => $notes.set(null))

  function merge(sessionId: string, rows: readonly NoteRow[]): void {
    const present = $notes.get()
    if (present?.sessionId !== sessionId) return
    const known = new Map((present.rows ?? []).map((row) => [row.$id, row]))
    for (const row of rows) if (!removed.has(row.$id)) known.set(row.$id, row)
    const inOrder = [...known.values()].sort((one, other) => one.$sequence - other.$sequence)
    $notes.set({ sessionId, rows: inOrder })
  }

  function forget(noteId: string): void {
    removed.add(noteId)
    const present = $notes.get()
    if (present?.rows) $notes.set({ ...present, rows: present.rows.filter(({ $id }) => $id !== noteId) })
  }

  async function catchUp(): Promise<void> {
    const sessionId = $notes.get()?.sessionId
    if (sessionId === undefined) return
    await context.read(READ, async () => {
      const rows = await calls.list(sessionId)
      merge(sessionId, rows)
    })
    if ($notes.get()?.sessionId !== sessionId) context.dropRead(READ)
  }

  return {
    open: async (sessionId) => {
      context.dropRead(READ)
      $notes.set(sessionId === null ? null : { sessionId, rows: null })
      await catchUp()
    },
    catchUp,
    draft: (text) => {
      const sessionId = $notes.get()?.sessionId
      if (sessionId !== undefined) $drafts.set({ ...$drafts.get(), [sessionId]: text })
    },
    add: async () => {
      const sessionId = $notes.get()?.sessionId
      const text = sessionId === undefined ? '' : ($drafts.get()[sessionId] ?? '').trim()
      if (sessionId === undefined || text === '' || $isAdding.get()) return
      const before = tried.get(sessionId)
      const id = before?.text === text ? before.id : newNoteId()
      tried.set(sessionId, { id, text })
      $isAdding.set(true)
      const note = await context.act(() => calls.add(sessionId, id, text))
      $isAdding.set(false)
      if (note === null) return
      tried.delete(sessionId)
      merge(sessionId, [note])
      // What was written meanwhile stays.
      if (($drafts.get()[sessionId] ?? '').trim() === text) $drafts.set({ ...$drafts.get(), [sessionId]: '' })
    },
    remove: async (note) => {
      const isDone = await context.act(async () => {
        await calls.remove(note.sessionId, note.$id)
        return true
      })
      if (isDone) forget(note.$id)
    },
    receive: (row) => {
      const note = readRow(noteColumns, row)
      if (note) merge(note.sessionId, [note])
    },
    forget,
    forgetDrafts: () => {
      $drafts.set({})
      tried.clear()
    },
  }
}
