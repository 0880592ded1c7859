import { join } from 'node:path'

import type { Endpoint } from './http/endpoint.ts'
import { fileTokenEndpoints } from './http/storage/file-tokens.ts'
import { bucketEndpoints } from './http/storage/storage-buckets.ts'
import { fileEndpoints } from './http/storage/storage.ts'
import type { Publish } from './services/change.ts'
import { abandonedSince } from './services/chunked-upload.ts'
import { createFileTokenService } from './services/storage/file-tokens.ts'
import { createBucketService } from './services/storage/storage-buckets.ts'
import { createFileService } from './services/storage/storage-files.ts'
import type { Database } from './store/database.ts'
import { openFileDocuments } from './store/documents/file-documents.ts'
import { openFileTokenDocuments } from './store/documents/file-token-documents.ts'
import { openUploadFiles } from './store/upload-files.ts'

/** Buckets and files as the server uses them. */
export interface StoragePart {
  readonly endpoints: readonly Endpoint[]
  /** Clears away uploads whose rest never came. */
  readonly removeUnfinished: () => Promise<void>
}

/** Puts buckets, files and the tokens of files together. The database is migrated with FILES_SCHEMA. */
export function wireStorage(dependencies: {
  readonly db: Database
  readonly dataDirectory: string
  readonly publish: Publish
  /** Signs the secrets of tokens. */
  readonly tokenSecret: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}): StoragePart {
  const { db, dataDirectory, publish, tokenSecret, now } = dependencies
  const documents = openFileDocuments(db)
  const tokenDocuments = openFileTokenDocuments(db)
  const stored = openUploadFiles(join(dataDirectory, 'files'))
  const buckets = createBucketService({
    db,
    documents,
    async removeStored(names) {
      for (const name of names) await stored.remove(name)
    },
    removeTokens: (storedAs) => tokenDocuments.tokens.removeAll(storedAs),
  })
  const tokens = createFileTokenService({ db, documents: tokenDocuments, tokenSecret, now })
  const files = createFileService({ db, documents, buckets, stored, publish, tokens })
  return {
    endpoints: [
      ...bucketEndpoints(buckets),
      ...fileEndpoints(files),
      ...fileTokenEndpoints(files, tokens, now),
    ],
    removeUnfinished: () => files.removeUnfinished(abandonedSince(now())),
  }
}
