import type { SiteSettings } from '../contract/chat-api.ts'
import { SITE_STATUSES } from '../contract/site-status.ts'
import { isRecord } from '../contract/is-record.ts'
import { readTheme } from '../contract/theme.ts'

/** What a panel shows of the site's settings; a field that is missing or wrong counts as unset. */
export function readSettings(value: unknown): SiteSettings {
  const fields = isRecord(value) ? value : {}
  return {
    siteName: readText(fields['siteName']),
    greeting: readText(fields['greeting']),
    theme: readTheme(fields['theme']).theme,
    starterQuestions: readList(fields['starterQuestions']).filter((item) => typeof item === 'string'),
    createSessionOn: fields['createSessionOn'] === 'first_message' ? 'first_message' : 'open',
    answersByMail: fields['answersByMail'] === true,
    attachmentMaxBytes: Number(fields['attachmentMaxBytes']),
    status: SITE_STATUSES.find((status) => status === fields['status']),
  }
}

/** A text, or null when it is none. */
export function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** A list, or an empty one when it is none. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
