import { Refusal } from '../../contract/refusal.ts'
import { transition, type Move } from '../../contract/session-state.ts'
import type { PacedSessionRow, SessionValues } from '../../contract/tables/sessions.ts'
import type { Actor } from '../repositories/audit.ts'
import type { NewNote } from '../repositories/notes.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recordHappening } from './record-happening.ts'

/** Of many who move one session at once, each retry lets at least one through. */
const ATTEMPTS = 8

export interface Moved {
  readonly session: PacedSessionRow
  /** False when the session was in that state already. */
  readonly changed: boolean
}

/** What goes with a move. */
export interface Beside {
  /** Columns that change with it. */
  readonly extra?: Partial<SessionValues>
  /** What else its row in `audit` says. */
  readonly detail?: object
  /** A note for agents that goes with it. */
  readonly note?: NewNote | undefined
  /** The transaction to use first; it is left unused when the move is refused or changes nothing. */
  readonly transaction?: string
}

/**
 * Moves a session to another state by compare-and-set: of two concurrent claims exactly one wins, and the
 * other is told who. A system message for the transcript and a row in `audit` are written with it or not at all.
 *
 * Five calls of Appwrite, one after the other; four with a transaction that the caller began beside reading the session.
 *
 * @param asked the move, or what it is for the session as it is at each try
 * @throws Refusal with the code of `transition`; `session_changed` when others kept changing it
 */
export async function moveSession(
  repositories: Repositories,
  read: PacedSessionRow,
  asked: Move | ((session: PacedSessionRow) => Move),
  actor: Actor,
  { extra = {}, detail = {}, note, transaction }: Beside = {},
): Promise<Moved> {
  let session = read
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const move = typeof asked === 'function' ? asked(session) : asked
    const outcome = transition(session, move, new Date().toISOString())
    if (outcome.kind === 'unchanged') return { session, changed: false }
    if (outcome.kind === 'refused') {
      const { assignedAgent: agentId, agentName } = session
      throw new Refusal(outcome.code, agentId === null ? {} : { details: { agentId, agentName } })
    }
    const { $id: sessionId, $updatedAt: readAt } = session
    const stepped = await recordHappening(repositories, {
      kind: 'moved',
      session,
      move,
      outcome,
      actor,
      extra,
      detail,
      note,
      onlyWhile: ({ $updatedAt }) => $updatedAt === readAt,
      transaction: attempt === 0 ? transaction : undefined,
    })
    const now = stepped.kind === 'not_allowed' ? stepped.session : await repositories.sessions.get(sessionId)
    if (stepped.kind === 'written')
      return { session: now ?? { ...session, ...outcome.patch, ...extra }, changed: true }
    if (now === null) throw new Refusal('session_not_found')
    session = now
  }
  throw new Refusal('session_changed')
}
