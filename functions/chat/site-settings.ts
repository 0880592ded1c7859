import type { SiteSettings } from '../../contract/chat-api.ts'
import { isOpen, readHours } from '../../contract/hours.ts'
import type { SiteStatus } from '../../contract/site-status.ts'
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
    attachmentMaxBytes: settings.attachments ? settings.attachmentMegabytes * 1_000_000 : 0,
    status: statusOf(settings, new Date()),
  }
}

/** Hours that aren't understood count as none. */
function statusOf({ hours: text, botMode }: SettingsRow, now: Date): SiteStatus {
  const { hours } = readHours(text)
  if (hours === null || isOpen(hours, now)) return 'online'
  return botMode === 'off' ? 'offline' : 'away'
}

/** Whether a closed session still takes a new message. */
export function mayReopen(settings: SettingsRow, closedAt: string | null, now: Date): boolean {
  if (closedAt === null) return false
  return now.getTime() - Date.parse(closedAt) < settings.reopenWindowMinutes * 60_000
}
