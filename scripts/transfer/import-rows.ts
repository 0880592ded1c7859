import { isVisitorId } from '../../contract/ids.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import type { RestoredRow } from '../../functions/repositories/restored-rows.ts'
import { tagRowId } from '../../functions/repositories/tag-row-id.ts'
import { InputError } from '../terminal/command.ts'
import type { PortableRow } from './portable-rows.ts'

export interface Imported {
  readonly sessions: number
  readonly messages: number
  readonly notes: number
  readonly tags: number
  /** Rows whose id was there already: they stay as they are. */
  readonly present: number
}

/**
 * The visitor who may read the rows, if it is one whom the product made: any other id may be somebody else's in this
 * project.
 */
function readerOf({ visitorId }: SessionRow): string | null {
  return visitorId !== null && isVisitorId(visitorId) ? visitorId : null
}

/** Who a visitor is was verified in the project where that was: a file may say anything, and signs nobody in here. */
function unverified(row: RestoredRow): RestoredRow {
  const { verifiedId: _, verifiedName: __, verifiedEmail: ___, ...rest } = row
  return rest
}

/** A file must not write into the chat of another visitor. */
async function refuseAnothers({ sessions }: Repositories, { $id, visitorId }: SessionRow): Promise<void> {
  const present = await sessions.get($id)
  if (present !== null && present.visitorId !== visitorId) {
    throw new InputError(`The session ${$id} is there already, and another visitor's.`)
  }
}

/**
 * Stores rows as they once were, one after another, so that messages keep their order. What is there already stays:
 * importing again goes on where it stopped.
 *
 * @param write false only counts
 * @throws InputError for a message of a session that doesn't come before it
 */
export async function importRows(
  repositories: Repositories,
  rows: AsyncIterable<PortableRow>,
  write: boolean,
  onSession: (count: number) => void,
): Promise<Imported> {
  const counted = { session: 0, message: 0, note: 0, tag: 0 }
  let present = 0
  let session: SessionRow | null = null
  for await (const { kind, row } of rows) {
    if (kind === 'session') session = row
    if (session?.$id !== (kind === 'session' ? row.$id : row.sessionId)) {
      throw new InputError(`The ${kind} ${row.$id} comes before its session, or without it.`)
    }
    const { $sequence: _, ...stored } =
      kind === 'tag' ? { ...row, $id: tagRowId(row.sessionId, row.tag) } : row
    const isNew =
      !write || (await repositories.restoredRows.create(kind, unverified(stored), readerOf(session)))
    if (isNew) counted[kind] += 1
    else present += 1
    if (kind !== 'session') continue
    onSession(counted.session)
    if (!isNew) await refuseAnothers(repositories, session)
  }
  const { session: sessions, message: messages, note: notes, tag: tags } = counted
  return { sessions, messages, notes, tags, present }
}
