import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'

/**
 * Since when the visitor of a session with an agent has waited for an answer of a person, ISO 8601; null when they don't.
 * Nobody waits for an agent since before that one had the session.
 *
 * @param recent the newest messages of the session, oldest first
 */
export function unansweredSince(
  { assignedAt }: Pick<PacedSessionRow, 'assignedAt'>,
  recent: readonly MessageRow[],
): string | null {
  const answered = recent.findLastIndex(({ sender }) => sender === 'agent')
  const asked = recent.find(({ sender }, index) => sender === 'user' && index > answered)
  // Whoever asks for a person and writes nothing waits for a first word.
  const since = asked?.$createdAt ?? (answered < 0 ? assignedAt : null)
  if (since === null || assignedAt === null) return since
  return Date.parse(since) < Date.parse(assignedAt) ? assignedAt : since
}
