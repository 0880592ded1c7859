import * as limits from '../../contract/limits.ts'
import type { NoteRow } from '../../contract/tables/notes.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { eachSession, type Chosen } from '../reports/each-session.ts'
import { readTranscript } from '../reports/transcript.ts'
import { CommandError, exitCodes } from '../terminal/command.ts'
import { portableSessionColumns, type PortableRow } from './portable-rows.ts'

/** Which sessions: those that are named, or all that a filter finds. */
export interface Exported {
  readonly ids: readonly string[]
  readonly filter: Chosen
  readonly limit: number
  /** Whether what agents wrote to each other goes along. */
  readonly hasNotes: boolean
}

/** Every row of some sessions, read a page at a time, in the order in which they began: no session moves meanwhile. Throws `CommandError` for a session that isn't there. */
export async function* exportRows(
  repositories: Repositories,
  { ids, filter, limit, hasNotes }: Exported,
): AsyncGenerator<PortableRow> {
  const sessions =
    ids.length > 0 ? named(repositories, ids) : eachSession(repositories, filter, limit, 'created')
  for await (const session of sessions) {
    yield { kind: 'session', row: portable(session) }
    for (const row of await repositories.tags.ofSession(session.$id)) yield { kind: 'tag', row }
    for await (const row of readTranscript(repositories, session.$id)) yield { kind: 'message', row }
    if (!hasNotes) continue
    for await (const row of notesOf(repositories, session.$id)) yield { kind: 'note', row }
  }
}

async function* notesOf({ notes }: Repositories, sessionId: string): AsyncGenerator<NoteRow> {
  let page: NoteRow[] = []
  do {
    page = await notes.after(sessionId, page.at(-1)?.$sequence ?? 0, limits.notesMax)
    yield* page
  } while (page.length === limits.notesMax)
}

async function* named(repositories: Repositories, ids: readonly string[]): AsyncGenerator<SessionRow> {
  for (const id of ids) {
    const session = await repositories.sessions.get(id)
    if (session === null) {
      throw new CommandError(
        exitCodes.notFound,
        `There is no session ${id}. "npm run view-sessions" lists them.`,
      )
    }
    yield session
  }
}

function portable(session: SessionRow): SessionRow {
  const kept = new Set([
    ...Object.keys(portableSessionColumns),
    '$id',
    '$sequence',
    '$createdAt',
    '$updatedAt',
  ])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all of its own columns are kept
  return Object.fromEntries(Object.entries(session).filter(([key]) => kept.has(key))) as SessionRow
}
