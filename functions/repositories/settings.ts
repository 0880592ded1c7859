import { SITE_SETTINGS_ID, settings as table, type SettingsRow } from '../../contract/tables/settings.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { expectRow } from './rows.ts'

const EPOCH = new Date(0).toISOString()

/** What applies where no admin has set anything: the columns' own defaults. */
export function defaultSettings(): SettingsRow {
  return expectRow(table, { $id: SITE_SETTINGS_ID, $sequence: 0, $createdAt: EPOCH, $updatedAt: EPOCH })
}

/** The table `settings`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function settingsRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id, rowId: SITE_SETTINGS_ID }

  return {
    /** The site's settings, or the defaults while there is no such row. */
    async get(): Promise<SettingsRow> {
      const row = await nullOnStatus([404], tables.getRow(place))
      return row === null ? defaultSettings() : expectRow(table, row)
    },

    async put(values: Partial<Omit<SettingsRow, `$${string}`>>): Promise<SettingsRow> {
      const row = await nullOnStatus([], tables.upsertRow({ ...place, data: plainTexts(values) }))
      return expectRow(table, row)
    },
  }
}
