import { Refusal } from '../../contract/refusal.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { RateLimit, RateLimiter } from '../sessions/rate-limit.ts'
import type { ChatCall } from './chat-call.ts'

const HOUR_MS = 3_600_000

/** What a start of a session counts against. */
function startLimits(call: ChatCall, settings: SettingsRow): readonly RateLimit[] {
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

/** @throws Refusal `not_accepting`, `rate_limited` when that is known without a call of Appwrite */
export function refuseKnown(call: ChatCall, rates: RateLimiter, settings: SettingsRow, now: Date): void {
  refuseIfPaused(settings)
  rates.refuseIfFull(startLimits(call, settings), now.getTime())
}

/** Counts a start, and gives why there may be none, or null. */
export async function admitStart(
  call: ChatCall,
  rates: RateLimiter,
  settings: SettingsRow,
  now: Date,
): Promise<Refusal | null> {
  try {
    refuseKnown(call, rates, settings, now)
    await rates.take(call.repositories.limits, startLimits(call, settings), now.getTime())
    return null
  } catch (thrown) {
    if (thrown instanceof Refusal && (thrown.code === 'rate_limited' || thrown.code === 'not_accepting')) {
      return thrown
    }
    // A visitor is not turned away because counting failed.
    call.reportError('a start could not be counted', thrown)
    return null
  }
}
