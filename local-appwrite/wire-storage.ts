import { join } from 'node:path'

import type { Endpoint } from './http/endpoint.ts'
import { fileEndpoints } from './http/storage.ts'
import { bucketEndpoints } from './http/storage-buckets.ts'
import type { Publish } from './services/change.ts'
import { createBucketService } from './services/storage-buckets.ts'
import { createFileService } from './services/storage-files.ts'
import type { Database } from './store/database.ts'
import { openFileDocuments } from './store/file-documents.ts'
import { openUploadFiles } from './store/upload-files.ts'

/** Puts buckets and files together. The database is migrated with FILES_SCHEMA. */
export function wireStorage(dependencies: {
  readonly db: Database
  readonly dataDirectory: string
  readonly publish: Publish
}): readonly Endpoint[] {
  const { db, dataDirectory, publish } = dependencies
  const documents = openFileDocuments(db)
  const stored = openUploadFiles(join(dataDirectory, 'files'))
  const buckets = createBucketService({
    db,
    documents,
    async removeStored(names) {
      for (const name of names) await stored.remove(name)
    },
  })
  const files = createFileService({ db, documents, buckets, stored, publish })
  return [...bucketEndpoints(buckets), ...fileEndpoints(files)]
}
