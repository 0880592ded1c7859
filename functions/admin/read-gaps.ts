import type { GapsAnswer } from '../../contract/admin-api.ts'
import type { GapsQuery } from '../../contract/admin-requests.ts'
import { findGaps } from '../sessions/unanswered-questions.ts'
import type { AdminCall } from './admin-call.ts'

const DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000
/** Of each kind. */
const NEWEST = 500

/** What the articles should answer and don't. */
export async function readGaps(call: AdminCall, { since }: GapsQuery): Promise<GapsAnswer> {
  const from = since ?? new Date(Date.now() - DAYS * DAY_MS).toISOString()
  return { gaps: await findGaps(call.repositories, from, NEWEST) }
}
