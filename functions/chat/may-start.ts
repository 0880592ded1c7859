import { Refusal } from '../../contract/refusal.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { RateLimit } from '../sessions/rate-limit.ts'
import type { ChatCall } from './chat-call.ts'

const HOUR_MS = 3_600_000

/** What a start of a session counts against. */
export function startLimits(call: ChatCall, settings: SettingsRow): readonly RateLimit[] {
  const { startsPerHour, startsPerDay } = settings
  const hourly = { max: startsPerHour, windowMs: HOUR_MS }
  return [
    { kind: 'address', subject: call.clientIp, ...hourly },
    { kind: 'visitor', subject: call.userId, ...hourly },
    { kind: 'site', subject: 'site', max: startsPerDay, windowMs: 24 * HOUR_MS },
  ]
}

/** @throws Refusal `not_accepting`, with the owner's notice, while the site accepts nothing new from visitors */
export function refuseIfPaused(settings: SettingsRow): void {
  if (!settings.accepting) throw new Refusal('not_accepting', { details: { text: settings.pausedText } })
}
