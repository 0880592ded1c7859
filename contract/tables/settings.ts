import * as attachmentLimits from '../attachment-limits.ts'
import * as limits from '../limits.ts'
import * as sizes from '../session-sizes.ts'
import type { Columns, Row, Table } from '../table.ts'

/** When the session row is made: as the panel opens, or with the first message. */
export const CREATE_ON = ['open', 'first_message'] as const

/**
 * Who answers a visitor first: the bot, people, people while they are there (see `hours`) and else the bot. `off` leaves
 * everything to people, also what an agent returns to the bot.
 */
export const BOT_MODES = ['first', 'person_first', 'outside_hours', 'off'] as const

export const settingsColumns = {
  siteName: { type: 'string', size: 80 },
  greeting: { type: 'string', size: 500 },
  /** JSON text, see `theme.ts`: the site's look, which the tag and a session may override. */
  theme: { type: 'string', size: sizes.themeMax },
  starterQuestions: { type: 'string', size: 120, array: true },
  /** The corpora of sessions that name none; empty means all articles. */
  corpora: { type: 'string', size: limits.corpusNameMax, array: true },
  /** Further corpora that pages may request; of others visitors get nothing. */
  offeredCorpora: { type: 'string', size: limits.corpusNameMax, array: true },
  /** Whether visitors may read and search the articles themselves; the bot answers from them in any case. */
  help: { type: 'boolean', default: true },
  /** The ids of the articles that the panel shows first, in this order; without them the newest. */
  helpArticles: { type: 'string', size: 36, array: true },
  createSessionOn: { type: 'enum', elements: CREATE_ON, default: 'open' },
  sessionTimeoutMinutes: { type: 'integer', min: 1, max: 43_200, default: limits.sessionTimeoutMinutes },
  reopenWindowMinutes: { type: 'integer', min: 0, max: 525_600, default: limits.reopenWindowMinutes },
  retentionDays: { type: 'integer', min: 1, max: 3650, default: limits.retentionDays },
  /** False refuses new sessions and messages of visitors with `pausedText`; agents go on. */
  accepting: { type: 'boolean', default: true },
  pausedText: { type: 'string', size: limits.pausedTextMax },
  /** What one session, one address or visitor, and all together may do; 0 for no limit. */
  messagesPerMinute: { type: 'integer', min: 0, max: 1000, default: limits.messagesPerMinute },
  startsPerHour: { type: 'integer', min: 0, max: 1_000_000, default: limits.startsPerHour },
  startsPerDay: { type: 'integer', min: 0, max: 2_147_483_647, default: limits.startsPerDay },
  /** Whether messages may carry files; false refuses new ones, those that are there stay. */
  attachments: { type: 'boolean', default: true },
  /** The largest file, in millions of bytes. */
  attachmentMegabytes: {
    type: 'integer',
    min: 1,
    max: attachmentLimits.megabytesMax,
    default: attachmentLimits.megabytes,
  },
  /** Files that one person puts into one session, that come from one address in an hour, and on the site in a day; 0 for no limit. */
  attachmentsPerSession: { type: 'integer', min: 0, max: 10_000, default: attachmentLimits.perSession },
  attachmentsPerHour: { type: 'integer', min: 0, max: 1_000_000, default: attachmentLimits.perHour },
  attachmentsPerDay: { type: 'integer', min: 0, max: 2_147_483_647, default: attachmentLimits.perDay },
  /** What a language model may use in a day (UTC): of one session, and of all; 0 for no limit. */
  modelTokensPerSession: {
    type: 'integer',
    min: 0,
    max: 2_147_483_647,
    default: limits.modelTokensPerSession,
  },
  /** How long a model may write for one session, in a day; 0 for no limit. */
  modelSecondsPerSession: {
    type: 'integer',
    min: 0,
    max: 86_400,
    default: limits.modelSecondsPerSession,
  },
  modelTokensPerDay: { type: 'integer', min: 0, max: 2_147_483_647, default: limits.modelTokensPerDay },
  /** The same in money, once both are set: hundredths of a currency. */
  modelCentsPerDay: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
  modelCentsPerMillionTokens: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
  botMode: { type: 'enum', elements: BOT_MODES, default: 'first' },
  /** JSON text, see `hours.ts`: when people are there. */
  hours: { type: 'string', size: limits.hoursMax },
  /** Whether a session that waits is given to the agent who is there and has the fewest. */
  autoAssign: { type: 'boolean', default: false },
  /** With how many open sessions an agent is given no more; `maxChats` of their own row goes before it. */
  maxChatsPerAgent: { type: 'integer', min: 0, max: 1000, default: limits.maxChatsPerAgent },
  /** After how long without an answer a session that was given to an agent, or whose agent isn't there, waits again; 0 for never. */
  takeBackAfterSeconds: { type: 'integer', min: 0, max: 86_400, default: limits.takeBackAfterSeconds },
  /** What the bot speaks where neither the visitor's words nor their session tell a language, such as `de`; else English. */
  language: { type: 'string', size: limits.localeMax },
  /** JSON text, by language and name, see `docs/answers.md`: texts of the bot that replace its own. */
  botTexts: { type: 'string', size: limits.botTextsMax },
  /** Which events the site's own server is told (see `webhooks.ts`); empty for all. */
  webhookEvents: { type: 'string', size: 40, array: true },
  /** Of a visitor who has waited so long for a person that server and `alertEmails` are told, once; 0 for never. */
  alertWaitingMinutes: { type: 'integer', min: 0, max: 10_080, default: 0 },
  /** Addresses of operators who are told by mail who waits too long. */
  alertEmails: { type: 'string', size: limits.mailAddressMax, array: true },
  /** Whether the bot keeps with a session how its visitor feels, see `sentiment` of a session. */
  sentiment: { type: 'boolean', default: false },
  /** The page that the links in mails open, http or https: one that has the widget. Without it mails have no link. */
  siteUrl: { type: 'string', size: limits.siteUrlMax },
  /** How long a visitor may overlook an agent's reply until it goes out by e-mail; 0 for never. */
  mailAfterMinutes: { type: 'integer', min: 0, max: 1440, default: limits.mailAfterMinutes },
  /** Mails to one address in an hour, of all its chats; 0 for no limit. */
  mailsPerHour: { type: 'integer', min: 0, max: 1000, default: limits.mailsPerHour },
  /** Whether visitors see that an agent has seen what they wrote. */
  receipts: { type: 'boolean', default: true },
  memoryWindow: { type: 'integer', min: 1, max: 50, default: limits.memoryWindow },
} as const satisfies Columns

/** One row, id `site`, that admins edit in the console; without it the defaults apply. */
export const settings = {
  id: 'settings',
  name: 'Settings',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: settingsColumns,
  indexes: [],
} as const satisfies Table<typeof settingsColumns>

export const SITE_SETTINGS_ID = 'site'

export type SettingsRow = Row<typeof settingsColumns>
