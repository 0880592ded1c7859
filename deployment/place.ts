import type { TablesDB } from 'node-appwrite'

/** The database that tables are made in. */
export interface Place {
  readonly tables: TablesDB
  readonly databaseId: string
}
