import { isMailAddress } from '../../contract/mail-address.ts'
import type { Position } from '../../contract/position.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { domainOf, type SendingSettings } from '../mail/mail-settings.ts'
import { sendMail, type Sent } from '../mail/send-mail.ts'
import { writeAlert } from '../mail/write-alert.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'

const STEP = 'alert_mails'
/** Chats that one mail names: those behind them are in the mail of the next run. */
const CHATS_MAX = 20

/**
 * Tells operators by mail of visitors who have waited for a person for longer than the settings allow: of each time that
 * somebody waits once, all who are new in one mail. Where it got to is kept once a server has taken it for one address at
 * least: a run that is killed before sends it again with the same `Message-ID`, and so may one at the same moment.
 *
 * @throws Error where an address could not be told, for the log; it is tried again, unless another one was told
 */
export async function mailAlerts(
  repositories: Repositories,
  sending: SendingSettings,
  site: SettingsRow,
  now: Date,
  budget: Budget,
): Promise<void> {
  const addresses = site.alertEmails.map((address) => address.trim()).filter(isMailAddress)
  if (addresses.length === 0 || site.alertWaitingMinutes === 0) return
  const after = await repositories.upkeep.position(STEP)
  const since = now.getTime() - site.alertWaitingMinutes * 60_000
  const late = (await repositories.sessions.longestWaiting(CHATS_MAX + 1, after)).filter(
    // Imported ones may have no time: they have waited for long.
    ({ waitingSince }) => waitingSince === null || Date.parse(waitingSince) <= since,
  )
  const waiting = late.slice(0, CHATS_MAX)
  const last = waiting.at(-1)
  if (last === undefined) return
  const mail = {
    ...writeAlert({ siteName: site.siteName, waiting, isMore: late.length > CHATS_MAX }, now),
    messageId: messageId(placeOf(after), sending.from),
    thread: messageId('all', sending.from),
    replyTo: null,
    bouncesTo: null,
    stopAddress: null,
    files: [],
  }
  const outcomes: Sent[] = []
  for (const to of addresses) {
    if (!budget.isSpent()) outcomes.push(await sendMail(sending, { ...mail, to }))
  }
  if (outcomes.some(({ kind }) => kind === 'sent')) {
    await repositories.upkeep.keepPosition(STEP, { value: last.waitingSince, sequence: last.$sequence })
  }
  const codes = outcomes.flatMap((outcome) => (outcome.kind === 'sent' ? [] : [outcome.code]))
  if (codes.length > 0) throw new Error(`the mail server did not take ${codes.length} (${codes.join(', ')})`)
}

/** Of the alert behind a position, or of what holds all alerts together. */
function messageId(place: string, from: string): string {
  return `<porchlight-alert.${place}@${domainOf(from)}>`
}

/** With the time: the same session may be the last of several alerts, as it waits again. */
function placeOf(after: Position | null): string {
  if (after === null) return '0'
  return `${after.sequence}.${after.value === null ? 0 : Date.parse(after.value)}`
}
