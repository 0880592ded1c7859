import type { NoteAnswer, NoteGoneAnswer, NotesAnswer } from '../../contract/admin-api.ts'
import type { NoteRequest } from '../../contract/admin-requests.ts'
import { isRowId } from '../../contract/appwrite-ids.ts'
import { newNoteId } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

/** The newest notes of a session, oldest first. Throws `session_not_found`. */
export async function listNotes(call: AdminCall, sessionId: string): Promise<NotesAnswer> {
  const [, notes] = await Promise.all([
    sessionById(call, sessionId),
    call.repositories.notes.ofSession(sessionId, limits.notesMax),
  ])
  return { notes }
}

/**
 * Adds a note to a session. The same id sent again returns the stored note.
 *
 * @throws Refusal `session_not_found`, `message_id_taken` when the id is another note's
 */
export async function addNote(call: AdminCall, sessionId: string, request: NoteRequest): Promise<NoteAnswer> {
  const { audit, notes, sessions } = call.repositories
  await sessionById(call, sessionId)
  const id = request.id ?? newNoteId()
  const author = actorOf(call.caller)
  const values = { sessionId, authorId: author.id, authorName: author.name, text: request.text }
  const note = (await notes.create(id, values)) ?? (await notes.get(id))
  if (note?.sessionId !== sessionId || note.authorId !== author.id) throw new Refusal('message_id_taken')
  // A session that was deleted meanwhile took its notes with it, but for this one.
  if ((await sessions.get(sessionId)) === null) {
    await notes.remove(id)
    throw new Refusal('session_not_found')
  }
  // Sent again after a failure, it is written down all the same; and once.
  await audit.writeOnce(id, { action: 'note', actor: author, sessionId, detail: { noteId: id } })
  return { note }
}

/**
 * Deletes a note; an agent their own, the bearer of the secret any.
 *
 * @throws Refusal `note_not_found`, `not_the_author`
 */
export async function removeNote(
  call: AdminCall,
  sessionId: string,
  noteId: string,
): Promise<NoteGoneAnswer> {
  const note = isRowId(noteId) ? await call.repositories.notes.get(noteId) : null
  if (note?.sessionId !== sessionId) throw new Refusal('note_not_found')
  if (call.caller.kind === 'agent' && note.authorId !== call.caller.id) throw new Refusal('not_the_author')
  await call.repositories.notes.remove(noteId)
  const actor = actorOf(call.caller)
  await call.repositories.audit.write({ action: 'note_deleted', actor, sessionId, detail: { noteId } })
  return { deleted: true }
}
