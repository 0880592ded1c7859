import * as limits from '../../contract/limits.ts'
import { limitId, type Limits } from '../repositories/limits.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** A mail didn't arrive, for good: for a while none is sent to that address. Only a hash of it is kept. */
export async function recordBounce(rows: Limits, address: string, now: Date): Promise<void> {
  const endsAt = new Date(now.getTime() + limits.mailBounceDays * DAY_MS).toISOString()
  await rows.count(bounceId(address), endsAt, false)
}

/** Whether mails to an address came back lately. */
export async function hasBounced(rows: Limits, address: string, now: Date): Promise<boolean> {
  return rows.isCounted(bounceId(address), now.toISOString())
}

function bounceId(address: string): string {
  return limitId('bounce', address.toLowerCase(), 0)
}
