import { readRow } from '../../contract/read-row.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { visitorsSessionColumns } from '../../contract/tables/visitors-session.ts'

/** What the visitor's page needs of a session: not who of the agents gave it back or takes part, nor what is the Functions' own. */
function visitorsSession(session: SessionRow): SessionRow {
  const shown = readRow(visitorsSessionColumns, session)
  if (shown === null) throw new Refusal('misconfigured', { details: 'a session has another shape' })
  return shown
}

/** An answer of the visitor's API, with no more of its session than that. */
export async function forVisitor<A extends { readonly session: SessionRow }>(answer: Promise<A>): Promise<A> {
  const given = await answer
  return { ...given, session: visitorsSession(given.session) }
}

/** The same of several sessions. */
export async function allForVisitor<A extends { readonly sessions: readonly SessionRow[] }>(
  answer: Promise<A>,
): Promise<A> {
  const given = await answer
  return { ...given, sessions: given.sessions.map(visitorsSession) }
}
