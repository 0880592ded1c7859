import { expect, it } from 'vitest'
import { settingsColumns, type SettingsRow } from '../../contract/tables/settings.ts'
import { siteSettings } from '../../functions/chat/site-settings.ts'

const never = JSON.stringify({ zone: 'Europe/Berlin', week: { mon: [] } })
const always = JSON.stringify({
  zone: 'Europe/Berlin',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']]),
  ),
})
const site = Object.fromEntries(
  Object.entries(settingsColumns).map(([name, column]) => [
    name,
    'default' in column ? column.default : null,
  ]),
) as unknown as SettingsRow

it.each([
  ['people are there', always, 'first', 'online'],
  ['no hours are set', null, 'first', 'online'],
  ['hours can’t be read', '{', 'off', 'online'],
  ['only the bot is there', never, 'outside_hours', 'away'],
  ['nobody is there, nor the bot', never, 'off', 'offline'],
] as const)('when %s the widget learns it', (_, hours, botMode, status) => {
  expect(siteSettings({ ...site, hours, botMode }).status).toBe(status)
})
