import * as z from 'zod'

import type { Database } from '../database.ts'
import { documentTableSchema, openDocumentTable } from './document-table.ts'

const base = {
  $id: z.string(),
  $createdAt: z.string(),
  $updatedAt: z.string(),
  $permissions: z.array(z.string()),
}

const bucketDocument = z.object({
  ...base,
  name: z.string(),
  fileSecurity: z.boolean(),
  enabled: z.boolean(),
  /** Bytes. */
  maximumFileSize: z.number(),
  /** Lower case, without dots; empty: all. */
  allowedFileExtensions: z.array(z.string()),
  compression: z.string(),
  encryption: z.boolean(),
  antivirus: z.boolean(),
  transformations: z.boolean(),
  /** Bytes of all whole files. */
  totalSize: z.number(),
})

const fileDocument = z.object({
  ...base,
  name: z.string(),
  /** MD5 of the bytes, hexadecimal; '' until all have arrived. */
  signature: z.string(),
  mimeType: z.string(),
  sizeOriginal: z.number(),
  chunksTotal: z.number(),
  chunksUploaded: z.number(),
  /** Name of the file on the disk. */
  storedAs: z.string(),
  /** Who may send further chunks; null: keys only. */
  uploader: z.nullable(z.string()),
  /** What has arrived; null once all of it is there. */
  upload: z.nullable(z.object({ size: z.number(), chunkBytes: z.number(), arrived: z.array(z.number()) })),
})

export type BucketDocument = z.infer<typeof bucketDocument>
export type FileDocument = z.infer<typeof fileDocument>

/** The migration that makes the tables of this file. */
export const FILES_SCHEMA = ['buckets', 'files'].map(documentTableSchema).join('\n')

const UNFINISHED = `json_extract(document, '$.upload') IS NOT NULL`
/** Unfinished uploads that one look finds at most. */
const UNFINISHED_BATCH = 500

/** The migration that lets unfinished uploads be found without looking at every file. */
export const UNFINISHED_FILES_INDEX = `CREATE INDEX files_unfinished ON files (sequence) WHERE ${UNFINISHED}`

/** Opens what is stored about buckets and files. Files have their bucket as parent. */
export function openFileDocuments(db: Database) {
  return {
    buckets: openDocumentTable(db, 'buckets', (stored) => bucketDocument.parse(stored)),
    files: openDocumentTable(db, 'files', (stored) => fileDocument.parse(stored)),

    /** Some of the uploads that are not whole and got nothing since `timestamp`. */
    unfinishedFiles: (timestamp: string): { bucketId: string; fileId: string }[] =>
      db
        .all(
          `SELECT parent, id FROM files WHERE ${UNFINISHED} AND json_extract(document, '$."$updatedAt"') < ? LIMIT ?`,
          timestamp,
          UNFINISHED_BATCH,
        )
        .map((row) => ({ bucketId: String(row['parent']), fileId: String(row['id']) })),
  }
}

export type FileDocuments = ReturnType<typeof openFileDocuments>
