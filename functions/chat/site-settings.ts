import type { SiteSettings } from '../../contract/chat-api.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { parseTheme } from '../../contract/theme.ts'

/** What the widget gets to see of them. */
export function siteSettings(settings: SettingsRow): SiteSettings {
  return {
    siteName: settings.siteName,
    greeting: settings.greeting,
    theme: parseTheme(settings.theme),
    starterQuestions: settings.starterQuestions,
    createSessionOn: settings.createSessionOn,
    answersByMail: process.env['MAIL_OFFERED'] === 'yes' && settings.mailAfterMinutes > 0,
  }
}

/** Whether a closed session still takes a new message. */
export function mayReopen(settings: SettingsRow, closedAt: string | null, now: Date): boolean {
  if (closedAt === null) return false
  return now.getTime() - Date.parse(closedAt) < settings.reopenWindowMinutes * 60_000
}
