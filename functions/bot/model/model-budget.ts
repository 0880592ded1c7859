import type { SettingsRow } from '../../../contract/tables/settings.ts'
import { limitId, type Limits } from '../../repositories/limits.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What one request may cost at most. */
export interface Cost {
  /** Of question and answer. */
  readonly tokens: number
  readonly seconds: number
}

/** What a request may use. */
export interface Reservation {
  /** It is over; `tokens` is null when the server doesn't count: then what was reserved stays used. */
  readonly settle: (tokens: number | null) => Promise<void>
}

/**
 * Reserves tokens and time for one request to a model: of the session and of the site, by day in UTC, in counters that all
 * containers share. Null when one has too little left.
 *
 * @param now in milliseconds since 1970; the request's time counts from then
 */
export async function reserveCost(
  rows: Limits,
  settings: SettingsRow,
  sessionId: string,
  { tokens, seconds }: Cost,
  now: number,
): Promise<Reservation | null> {
  const startedAt = now - (now % DAY_MS)
  const endsAt = new Date(startedAt + DAY_MS).toISOString()
  const { modelTokensPerSession, modelSecondsPerSession } = settings
  const ofTokens = { unit: 'tokens', amount: tokens } as const
  const budgets = [
    { ...ofTokens, id: limitId('model session', sessionId, startedAt), max: modelTokensPerSession },
    { ...ofTokens, id: limitId('model site', 'site', startedAt), max: tokensPerDay(settings) },
    {
      unit: 'seconds',
      amount: seconds,
      id: limitId('model seconds', sessionId, startedAt),
      max: modelSecondsPerSession,
    } as const,
  ].filter(({ max }) => max > 0)
  const giveBack = (id: string, amount: number) => rows.giveBack(id, amount)
  const counted = await Promise.all(budgets.map(({ id, amount }) => rows.count(id, endsAt, false, amount)))
  if (budgets.some(({ max }, place) => (counted[place] ?? 0) > max)) {
    await Promise.all(budgets.map(({ id, amount }) => giveBack(id, amount)))
    return null
  }
  return {
    async settle(usedTokens) {
      const used = { tokens: usedTokens ?? tokens, seconds: Math.ceil((Date.now() - now) / 1000) }
      await Promise.all(
        budgets.map(async ({ id, unit, amount }) => {
          const more = used[unit] - amount
          if (more > 0) await rows.count(id, endsAt, true, more)
          if (more < 0) await giveBack(id, -more)
        }),
      )
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
