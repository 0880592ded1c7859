import type { SettingsRow } from '../../contract/tables/settings.ts'

export type SettingName = Exclude<keyof SettingsRow, `$${string}`>

/** How a setting is asked for. */
export type SettingField = {
  readonly name: SettingName
  readonly label: string
  readonly help?: string
} & (
  | { readonly kind: 'text' | 'words' | 'switch' | 'lines' | 'hours' | 'theme' }
  | { readonly kind: 'number'; readonly unit: string }
  | { readonly kind: 'choice'; readonly options: Readonly<Record<string, string>> }
)

const botModes: Record<NonNullable<SettingsRow['botMode']>, string> = {
  first: 'The bot',
  person_first: 'A person',
  outside_hours: 'A person during the hours, else the bot',
  off: 'People only: the bot is off',
}
const beginnings: Record<NonNullable<SettingsRow['createSessionOn']>, string> = {
  open: 'When the panel is opened',
  first_message: 'With the first message',
}

/** The settings that the page offers, by groups. The rest, for who writes JSON, is in the console and the API. */
export const SETTING_GROUPS: readonly { readonly name: string; readonly fields: readonly SettingField[] }[] =
  [
    {
      name: 'The widget',
      fields: [
        { name: 'siteName', label: 'Name of the site', kind: 'text' },
        { name: 'greeting', label: 'Greeting', kind: 'words', help: 'What the panel says first.' },
        {
          name: 'starterQuestions',
          label: 'Starter questions',
          kind: 'lines',
          help: 'One a line: buttons under the greeting.',
        },
        {
          name: 'theme',
          label: 'Look',
          kind: 'theme',
          help: 'What the tag in a page says, such as data-accent, goes before it.',
        },
        {
          name: 'accepting',
          label: 'Takes messages',
          kind: 'switch',
          help: 'Off: visitors read the text below and can write nothing.',
        },
        { name: 'pausedText', label: 'What visitors read meanwhile', kind: 'words' },
        { name: 'createSessionOn', label: 'A chat begins', kind: 'choice', options: beginnings },
      ],
    },
    {
      name: 'Who answers',
      fields: [
        { name: 'botMode', label: 'Who answers first', kind: 'choice', options: botModes },
        { name: 'hours', label: 'When people are there', kind: 'hours' },
        {
          name: 'language',
          label: 'Language of the bot',
          kind: 'text',
          help: 'Such as de, where neither the visitor’s words nor their browser tell.',
        },
        { name: 'autoAssign', label: 'Give chats to agents who are there', kind: 'switch' },
        { name: 'maxChatsPerAgent', label: 'Open chats of one agent', kind: 'number', unit: 'at most' },
        {
          name: 'takeBackAfterSeconds',
          label: 'Take back what isn’t answered',
          kind: 'number',
          unit: 'seconds, 0 for never',
        },
      ],
    },
    {
      name: 'Mail and alerts',
      fields: [
        {
          name: 'siteUrl',
          label: 'Page that links in mails open',
          kind: 'text',
          help: 'One with the widget. Empty: mails have no link.',
        },
        {
          name: 'mailAfterMinutes',
          label: 'Mail a reply that wasn’t seen',
          kind: 'number',
          unit: 'minutes later, 0 for never',
        },
        {
          name: 'alertWaitingMinutes',
          label: 'Alert when somebody waits',
          kind: 'number',
          unit: 'minutes, 0 for never',
        },
        {
          name: 'alertEmails',
          label: 'Who is told by mail',
          kind: 'lines',
          help: 'One address a line.',
        },
      ],
    },
    {
      name: 'Limits and keeping',
      fields: [
        {
          name: 'sessionTimeoutMinutes',
          label: 'A chat expires',
          kind: 'number',
          unit: 'minutes after its last message',
        },
        {
          name: 'reopenWindowMinutes',
          label: 'A new message reopens it',
          kind: 'number',
          unit: 'minutes after that',
        },
        { name: 'retentionDays', label: 'Chats are deleted', kind: 'number', unit: 'days later' },
        {
          name: 'messagesPerMinute',
          label: 'Messages in one chat',
          kind: 'number',
          unit: 'a minute, 0 for no limit',
        },
        {
          name: 'startsPerHour',
          label: 'New chats of one visitor',
          kind: 'number',
          unit: 'an hour, 0 for no limit',
        },
      ],
    },
  ]
