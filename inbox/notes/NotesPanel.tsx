import { useStore } from '@nanostores/preact'
import { useRef } from 'preact/hooks'
import * as limits from '../../contract/limits.ts'
import type { NoteRow } from '../../contract/tables/notes.ts'
import type { Agent } from '../agent.ts'
import { LiveText } from '../elements/LiveText.tsx'
import { relativeTime } from '../elements/relative-time.ts'
import { useNow } from '../elements/use-now.ts'
import type { NotesActions } from './notes-actions.ts'
import type { NotesStore } from './notes-store.ts'

interface Props {
  readonly store: NotesStore
  readonly actions: NotesActions
  readonly agent: Agent | null
}

/** What agents write to each other about the open session; visitors never see it. */
export function NotesPanel({ store, actions, agent }: Props) {
  const notes = useStore(store.$notes)
  const draft = useStore(store.$drafts)[notes?.sessionId ?? ''] ?? ''
  const isAdding = useStore(store.$isAdding)
  const field = useRef<HTMLTextAreaElement>(null)
  const submit = (event: Event) => {
    event.preventDefault()
    // The button can't keep the focus while it is disabled.
    field.current?.focus()
    void actions.add()
  }
  const remove = async (note: NoteRow, button: HTMLButtonElement) => {
    await actions.remove(note)
    const isGone = !store.$notes.get()?.rows?.some(({ $id }) => $id === note.$id)
    // The button goes with its note.
    if (isGone && [button, document.body].some((at) => at === document.activeElement)) field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isComposing = event.isComposing || event.keyCode === 229
    if (event.key === 'Enter' && !event.shiftKey && !isComposing) submit(event)
  }
  if (notes === null) return null
  return (
    <>
      <h3>Notes of agents</h3>
      <ul class="notes" aria-label="Notes">
        {notes.rows?.map((note) => (
          <Note key={note.$id} note={note} agent={agent} onDelete={(button) => void remove(note, button)} />
        ))}
      </ul>
      <form class="note-form" onSubmit={submit}>
        <textarea
          ref={field}
          aria-label="Note"
          placeholder="A note for other agents. Visitors don’t see it."
          rows={2}
          maxLength={limits.messageTextMax}
          value={draft}
          dir="auto"
          onInput={(event) => actions.draft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" disabled={isAdding || draft.trim() === ''}>
          Add note
        </button>
      </form>
    </>
  )
}

function Note(props: {
  readonly note: NoteRow
  readonly agent: Agent | null
  readonly onDelete: (button: HTMLButtonElement) => void
}) {
  const { note, agent, onDelete } = props
  const now = useNow()
  return (
    <li>
      <p dir="auto">{note.text}</p>
      <footer>
        {note.authorName ?? 'An operator'} ·{' '}
        <time dateTime={note.$createdAt} title={new Date(note.$createdAt).toLocaleString()}>
          <LiveText>{relativeTime(note.$createdAt, now)}</LiveText>
        </time>
        {note.authorId === agent?.id && (
          <>
            {' · '}
            <button class="text-button" type="button" onClick={(event) => onDelete(event.currentTarget)}>
              Delete
            </button>
          </>
        )}
      </footer>
    </li>
  )
}
