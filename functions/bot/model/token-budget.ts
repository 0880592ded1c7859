import type { SettingsRow } from '../../../contract/tables/settings.ts'
import { limitId, type Limits } from '../../repositories/limits.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Tokens that an answer may use. */
export interface Reservation {
  /** The answer is over; null when the server doesn't count: then what was reserved stays used. */
  readonly settle: (used: number | null) => Promise<void>
}

/**
 * Reserves tokens for one answer of a model: of the session and of the site, by day in UTC, in counters that all
 * containers share. Null when either has none left.
 *
 * @param tokens what question and answer may cost at most
 */
export async function reserveTokens(
  rows: Limits,
  settings: SettingsRow,
  sessionId: string,
  tokens: number,
  now: number,
): Promise<Reservation | null> {
  const startedAt = now - (now % DAY_MS)
  const endsAt = new Date(startedAt + DAY_MS).toISOString()
  const budgets = [
    { id: limitId('model session', sessionId, startedAt), max: settings.modelTokensPerSession },
    { id: limitId('model site', 'site', startedAt), max: tokensPerDay(settings) },
  ].filter(({ max }) => max > 0)
  const add = (amount: number) => Promise.all(budgets.map(({ id }) => rows.count(id, endsAt, true, amount)))
  const giveBack = (amount: number) => Promise.all(budgets.map(({ id }) => rows.giveBack(id, amount)))
  const counted = await Promise.all(budgets.map(({ id }) => rows.count(id, endsAt, false, tokens)))
  if (budgets.some(({ max }, place) => (counted[place] ?? 0) > max)) {
    await giveBack(tokens)
    return null
  }
  return {
    async settle(used) {
      if (used === null || used === tokens) return
      await (used > tokens ? add(used - tokens) : giveBack(tokens - used))
    },
  }
}

/** What the site may use in a day: by its limit in tokens and by the one in money; 0 for no limit. */
function tokensPerDay(settings: SettingsRow): number {
  const { modelTokensPerDay, modelCentsPerDay, modelCentsPerMillionTokens } = settings
  const affordable =
    modelCentsPerDay > 0 && modelCentsPerMillionTokens > 0
      ? Math.floor((modelCentsPerDay / modelCentsPerMillionTokens) * 1_000_000)
      : 0
  const limits = [modelTokensPerDay, affordable].filter((limit) => limit > 0)
  return limits.length === 0 ? 0 : Math.min(...limits)
}
