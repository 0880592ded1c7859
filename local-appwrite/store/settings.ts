import type { Database } from './database.ts'

export const SETTINGS_SCHEMA = `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE project_items (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  )`

/** Single values, and the project's small lists (keys, platforms), as texts. Writes belong in a transaction. */
export interface Settings {
  get(name: string): string | null
  set(name: string, value: string): void
  /** In the order of creation. */
  items(kind: 'key' | 'platform'): string[]
  saveItem(kind: 'key' | 'platform', id: string, item: string): void
  deleteItem(kind: 'key' | 'platform', id: string): void
}

export function openSettings(database: Database): Settings {
  return {
    get(name) {
      const found = database.get('SELECT value FROM settings WHERE name = ?', name)
      return found === undefined ? null : String(found['value'])
    },
    set(name, value) {
      database.run(
        'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        value,
      )
    },
    items: (kind) =>
      database
        .all('SELECT item FROM project_items WHERE kind = ? ORDER BY rowid', kind)
        .map(({ item }) => String(item)),
    saveItem(kind, id, item) {
      database.run(
        `INSERT INTO project_items (kind, id, item) VALUES (?, ?, ?)
         ON CONFLICT (kind, id) DO UPDATE SET item = excluded.item`,
        kind,
        id,
        item,
      )
    },
    deleteItem(kind, id) {
      database.run('DELETE FROM project_items WHERE kind = ? AND id = ?', kind, id)
    },
  }
}
