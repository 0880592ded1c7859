import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Limits } from '../repositories/limits.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'

const WINDOW_MS = 600_000

/**
 * Counts a wrong secret of an address. A right one costs nothing and is never refused: who shares an address with
 * somebody who guesses is not locked out.
 *
 * @throws Refusal `rate_limited` after ten wrong ones in ten minutes; else whatever `refused` is
 */
export async function limitGuesses(
  rows: Limits,
  rates: RateLimiter,
  clientIp: string | null,
  refused: unknown,
): Promise<never> {
  if (refused instanceof Refusal && refused.code === 'secret_wrong') {
    const now = Date.now()
    const limit = {
      kind: 'secret',
      subject: clientIp,
      max: limits.wrongSecretsPer10Minutes,
      windowMs: WINDOW_MS,
    } as const
    rates.refuseIfFull([limit], now)
    await rates.take(rows, [limit], now)
  }
  throw refused
}
