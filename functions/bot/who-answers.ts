import { isOpen, readHours } from '../../contract/hours.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'

/**
 * Why people answer rather than the bot, for them to read; null where the bot does. A session in which the bot speaks
 * already, or that an agent has returned to it, stays with it unless the bot is off.
 *
 * @param recent the newest messages of a session, oldest first
 * @param reportFaults told the places of what is wrong in the hours; such hours are none, and the bot answers
 */
export function peopleAnswer(
  { botMode, hours }: Pick<SettingsRow, 'botMode' | 'hours'>,
  recent: readonly MessageRow[],
  now: Date,
  reportFaults: (places: readonly string[]) => void,
): string | null {
  switch (botMode) {
    case 'first':
      return null
    case 'off':
      return 'The bot is switched off'
    case 'person_first':
      return isBotsAlready(recent) ? null : 'People answer first here'
    case 'outside_hours': {
      if (isBotsAlready(recent)) return null
      const read = readHours(hours)
      if (read.hours === null) {
        reportFaults(read.rejected)
        return null
      }
      return isOpen(read.hours, now) ? 'People answer first at this hour' : null
    }
  }
}

/** A closed session that is opened again begins anew. */
function isBotsAlready(recent: readonly MessageRow[]): boolean {
  const last = recent.findLast(
    ({ sender, event }) => sender === 'bot' || (event !== null && event !== 'reopened'),
  )
  return last?.sender === 'bot' || last?.event === 'returned_to_bot'
}
