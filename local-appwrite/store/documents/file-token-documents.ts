import * as z from 'zod'

import type { Database } from '../database.ts'
import { documentTableSchema, openDocumentTable } from './document-table.ts'

const fileTokenDocument = z.object({
  $id: z.string(),
  $createdAt: z.string(),
  $updatedAt: z.string(),
  bucketId: z.string(),
  fileId: z.string(),
  /** Names the very file: another one under the same id is not what the token was made for. */
  storedAs: z.string(),
  /** Null for no end. */
  expire: z.nullable(z.string()),
  /** A use that was noted, at most one a day; '' before the first. */
  accessedAt: z.string(),
})

export type FileTokenDocument = z.infer<typeof fileTokenDocument>

/** The migration that makes the table of this file. A token's id is unique among all files. */
export const FILE_TOKENS_SCHEMA = `${documentTableSchema('file_tokens')}
  CREATE UNIQUE INDEX file_tokens_by_id ON file_tokens (id);`

/** Opens what is stored about tokens. They have the name of the stored file as parent. */
export function openFileTokenDocuments(db: Database) {
  return {
    tokens: openDocumentTable(db, 'file_tokens', (stored) => fileTokenDocument.parse(stored)),

    /** The name of the file that a token is for, or null when there is no such token. */
    parentOf(tokenId: string): string | null {
      const row = db.get('SELECT parent FROM file_tokens WHERE id = ?', tokenId)
      return row === undefined ? null : String(row['parent'])
    },
  }
}

export type FileTokenDocuments = ReturnType<typeof openFileTokenDocuments>
