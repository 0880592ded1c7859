import type { SiteSettings } from '../../contract/chat-api.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { parseTheme } from '../../contract/theme.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** An admin's change shows after this long at the latest. */
const FRESH_MS = 15_000

/** Reads settings for a warm function: at most one read each 15 seconds. One for each project that it serves. */
export function createSettingsCache() {
  let known: { readonly settings: SettingsRow; readonly readAt: number } | null = null
  return async (repositories: Repositories, now: number): Promise<SettingsRow> => {
    if (known === null || now - known.readAt > FRESH_MS) {
      known = { settings: await repositories.settings.get(), readAt: now }
    }
    return known.settings
  }
}

/** What the widget gets to see of them. */
export function siteSettings(settings: SettingsRow): SiteSettings {
  return {
    siteName: settings.siteName,
    greeting: settings.greeting,
    theme: parseTheme(settings.theme),
    starterQuestions: settings.starterQuestions,
    createSessionOn: settings.createSessionOn,
  }
}

/** Whether a closed session still takes a new message. */
export function mayReopen(settings: SettingsRow, closedAt: string | null, now: Date): boolean {
  if (closedAt === null) return false
  return now.getTime() - Date.parse(closedAt) < settings.reopenWindowMinutes * 60_000
}
