import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** An admin's change shows after this long at the latest. */
const FRESH_MS = 15_000

/** Reads settings for a warm function: at most one read each 15 seconds. One for each project that it serves. */
export function createSettingsCache() {
  let known: { readonly settings: SettingsRow; readonly readAt: number } | null = null
  const isFresh = (now: number) => known !== null && now - known.readAt <= FRESH_MS
  return {
    /** The cached settings, or null. */
    remembered: (now: number) => (isFresh(now) ? (known?.settings ?? null) : null),
    async read(repositories: Repositories, now: number): Promise<SettingsRow> {
      if (known === null || !isFresh(now))
        known = { settings: await repositories.settings.get(), readAt: now }
      return known.settings
    },
  }
}
