import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionValues } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { readComplaint } from './intents/read-intent.ts'

/** What the newest message counts; the one before it counts as much of what is left. */
const NEWEST = 0.5

/**
 * What a session keeps of how its visitor feels: nothing, unless the settings ask for it.
 *
 * @param recent the newest messages of the session, oldest first
 */
export function sentimentOf(
  { sentiment }: Pick<SettingsRow, 'sentiment'>,
  recent: readonly MessageRow[],
): Pick<Partial<SessionValues>, 'sentiment'> {
  if (!sentiment) return {}
  const likelihoods = recent.flatMap(({ sender, text }) =>
    sender === 'user' ? [readComplaint(text ?? '')] : [],
  )
  const [first = 0, ...others] = likelihoods
  const felt = others.reduce((before, one) => before + (one - before) * NEWEST, first)
  return { sentiment: Math.round(felt * 100) }
}
