import * as limits from '../../contract/limits.ts'
import { limitId, type Limits } from '../repositories/limits.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** A mail server gives up after five days; what is older than this is no report of ours. */
const MAILED_DAYS = 14
/** Of a chat that is gone by then nobody can tell whose hash it was. */
const STOPPED_DAYS = 3650

/** A mail about a chat is about to go to an address: a report that it didn't arrive is believed of that one alone. */
export async function recordMailed(
  rows: Limits,
  sessionId: string,
  address: string,
  now: Date,
): Promise<void> {
  await rows.renew(idOf('mailed', address, sessionId), daysLater(now, MAILED_DAYS))
}

/** Whether a mail about a chat went to an address lately. */
export async function wasMailed(
  rows: Limits,
  sessionId: string,
  address: string,
  now: Date,
): Promise<boolean> {
  return rows.isCounted(idOf('mailed', address, sessionId), now.toISOString())
}

/** Whoever reads an address wants no more mails about a chat there. Only a hash of both is kept. */
export async function recordStop(rows: Limits, sessionId: string, address: string, now: Date): Promise<void> {
  await rows.renew(idOf('stop', address, sessionId), daysLater(now, STOPPED_DAYS))
}

/** Whether mails about a chat are wanted no more at an address, whatever others were left meanwhile. */
export async function hasStopped(
  rows: Limits,
  sessionId: string,
  address: string,
  now: Date,
): Promise<boolean> {
  return rows.isCounted(idOf('stop', address, sessionId), now.toISOString())
}

/** A mail didn't arrive, for good: for a while none is sent to that address. Only a hash of it is kept. */
export async function recordBounce(rows: Limits, address: string, now: Date): Promise<void> {
  await rows.renew(idOf('bounce', address), daysLater(now, limits.mailBounceDays))
}

/** Whether mails to an address came back lately. */
export async function hasBounced(rows: Limits, address: string, now: Date): Promise<boolean> {
  return rows.isCounted(idOf('bounce', address), now.toISOString())
}

function idOf(kind: 'mailed' | 'stop' | 'bounce', address: string, sessionId = ''): string {
  return limitId(kind, `${sessionId}${address.toLowerCase()}`, 0)
}

function daysLater(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString()
}
