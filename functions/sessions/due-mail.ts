import { mailAddressOf } from '../../contract/mail-address.ts'
import type { PacedSessionRow, SessionValues } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'

/**
 * What an agent's reply changes in its session, so that it goes out by mail if the visitor doesn't see it: nothing where
 * nobody knows an address of theirs. A mail that is due already tells of this reply too.
 */
export function dueMail(
  session: PacedSessionRow,
  { mailAfterMinutes }: SettingsRow,
  now: Date,
  messageId: string,
): Partial<Pick<SessionValues, 'mailDueAt' | 'mailFirstReply' | 'mailAttempts'>> {
  const { mailDueAt, mailStopped } = session
  if (mailDueAt !== null) return { mailDueAt }
  if (mailAfterMinutes === 0 || mailStopped || mailAddressOf(session) === null) return {}
  const dueAt = new Date(now.getTime() + mailAfterMinutes * 60_000).toISOString()
  return { mailDueAt: dueAt, mailFirstReply: messageId, mailAttempts: 0 }
}
