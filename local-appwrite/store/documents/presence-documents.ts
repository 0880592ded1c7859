import * as z from 'zod'

import type { Database } from '../database.ts'
import { documentTableSchema, openDocumentTable, type DocumentTable } from './document-table.ts'

const presenceDocument = z.object({
  $id: z.string(),
  $createdAt: z.string(),
  $updatedAt: z.string(),
  $permissions: z.array(z.string()),
  userId: z.string(),
  status: z.nullable(z.string()),
  source: z.enum(['rest', 'realtime']),
  expiresAt: z.string(),
  metadata: z.record(z.string(), z.unknown()),
})

export type PresenceDocument = z.infer<typeof presenceDocument>

/** The migration that makes the table of this file. */
export const PRESENCES_SCHEMA = documentTableSchema('presences')

/** The stored presences; all have the parent ''. */
export interface PresenceDocuments extends DocumentTable<PresenceDocument> {
  /** The presence of a user, over or not. */
  ofUser(userId: string): PresenceDocument | null
}

/** Opens the stored presences. */
export function openPresenceDocuments(db: Database): PresenceDocuments {
  const table = openDocumentTable(db, 'presences', (stored) => presenceDocument.parse(stored))
  return {
    ...table,
    ofUser(userId) {
      const row = db.get(
        `SELECT id FROM presences WHERE json_extract(document, '$.userId') = ? LIMIT 1`,
        userId,
      )
      return row === undefined ? null : (table.get('', String(row['id']))?.value ?? null)
    },
  }
}
