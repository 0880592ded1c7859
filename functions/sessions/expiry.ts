import type { SettingsRow } from '../../contract/tables/settings.ts'

/** When a session that is active now expires, ISO 8601 in UTC. */
export function expiryFrom(settings: SettingsRow, now: Date): string {
  return new Date(now.getTime() + settings.sessionTimeoutMinutes * 60_000).toISOString()
}
