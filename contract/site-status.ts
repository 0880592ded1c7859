/** Whether people answer: now, not now but the bot does, or nobody. */
export const SITE_STATUSES = ['online', 'away', 'offline'] as const
export type SiteStatus = (typeof SITE_STATUSES)[number]
