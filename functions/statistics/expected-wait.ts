import { durationsOf } from './durations.ts'
import { NOTHING, sumOf, type NumbersBy } from './numbers.ts'

/** Of the newest so many first replies... */
const REPLIES = 50
/** ...and of fewer than these nobody can tell what to expect. */
const REPLIES_MIN = 5

/**
 * How long somebody who asks for a person may expect to wait, in seconds: the median of about the last 50 first replies,
 * by whole hours, the newest first, and where these are too few by whole days. Null when there are too few altogether.
 */
export function expectedWaitSeconds(hours: NumbersBy, days: NumbersBy): number | null {
  const replies = [newest(hours), newest(days)].find(({ count }) => count >= REPLIES_MIN)
  return replies?.medianSeconds ?? null
}

function newest(by: NumbersBy): ReturnType<typeof durationsOf> {
  let sum = NOTHING
  for (const [, numbers] of [...by].sort(([one], [other]) => (one < other ? 1 : -1))) {
    if ((sum.get('first_reply_count') ?? 0) >= REPLIES) break
    sum = sumOf(sum, numbers)
  }
  return durationsOf(sum, 'first_reply')
}
