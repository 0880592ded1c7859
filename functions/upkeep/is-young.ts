/**
 * Whether a row came after a moment, so that others before it may still become visible. One that is dated later than now
 * was brought in with its date: it says nothing about when it came, and would keep all behind it waiting until then.
 */
export function isYoung(createdAt: string, settledBefore: number, now: Date): boolean {
  const at = Date.parse(createdAt)
  return at >= settledBefore && at <= now.getTime()
}
