import type { TablesDB } from 'node-appwrite'
import type { Column } from '../contract/table.ts'
import { settings, SITE_SETTINGS_ID } from '../contract/tables/settings.ts'
import { found } from './found.ts'

/**
 * Makes the row of settings that admins edit in the console, with the values that apply without it. True when there was
 * none.
 */
export async function ensureSettings(tables: TablesDB, databaseId: string): Promise<boolean> {
  const place = { databaseId, tableId: settings.id, rowId: SITE_SETTINGS_ID }
  if ((await found(tables.getRow(place))) !== null) return false
  const columns: [string, Column][] = Object.entries(settings.columns)
  const data = columns.flatMap(([key, column]) =>
    'default' in column ? [[key, column.default] as const] : [],
  )
  await tables.createRow({ ...place, data: Object.fromEntries<unknown>(data) })
  return true
}
