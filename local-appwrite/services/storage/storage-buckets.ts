import type { Database } from '../../store/database.ts'
import type { BucketDocument, FileDocuments } from '../../store/documents/file-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type FieldTypes, parseFieldQueries, withSearch } from '../queries/field-queries.ts'

/** Everything about a bucket that its owner sets. */
export type BucketSettings = Omit<BucketDocument, '$id' | '$createdAt' | '$updatedAt' | 'totalSize'>

const BUCKET_FIELDS: FieldTypes = {
  name: 'text',
  enabled: 'boolean',
  fileSecurity: 'boolean',
  maximumFileSize: 'integer',
  encryption: 'boolean',
  antivirus: 'boolean',
  transformations: 'boolean',
}
/** The only parent of buckets: they belong to the project, of which there is one. */
const PROJECT = ''

/** Buckets. Only keys reach them. */
export function createBucketService(dependencies: {
  readonly db: Database
  readonly documents: FileDocuments
  /** Removes files from the disk once their documents are gone. */
  readonly removeStored: (names: readonly string[]) => Promise<void>
  /** Forgets what opens a stored file. Inside a transaction. */
  readonly removeTokens: (storedAs: string) => void
}) {
  const { db, documents, removeStored, removeTokens } = dependencies
  const { buckets, files } = documents

  const find = (bucketId: string): BucketDocument => {
    const found = buckets.get(PROJECT, bucketId)
    if (found === null) throw new AppwriteError('storage_bucket_not_found')
    return found.value
  }

  return {
    /** @throws AppwriteError storage_bucket_not_found */
    get: find,

    async create(bucketId: string, settings: BucketSettings): Promise<BucketDocument> {
      const now = formatTime()
      const bucket: BucketDocument = {
        ...settings,
        $id: bucketId,
        $createdAt: now,
        $updatedAt: now,
        totalSize: 0,
      }
      await db.transaction(() => {
        if (buckets.get(PROJECT, bucketId) !== null) throw new AppwriteError('storage_bucket_already_exists')
        buckets.insert(PROJECT, bucketId, bucket)
      })
      return bucket
    },

    list(queries: readonly string[], search: string) {
      const page = buckets.list(
        PROJECT,
        withSearch(parseFieldQueries(queries, BUCKET_FIELDS), search, 'name'),
        null,
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, buckets: page.items.map((item) => item.value) }
    },

    update(bucketId: string, change: (before: BucketDocument) => BucketSettings): Promise<BucketDocument> {
      return db.transaction(() => {
        const before = find(bucketId)
        const after: BucketDocument = { ...before, ...change(before), $updatedAt: formatTime() }
        buckets.replace(PROJECT, bucketId, after)
        return after
      })
    },

    /** Adds to the bytes in a bucket. Inside a transaction. */
    grow(bucketId: string, bytes: number): void {
      const bucket = buckets.get(PROJECT, bucketId)
      if (bucket === null) return
      buckets.replace(PROJECT, bucketId, {
        ...bucket.value,
        totalSize: Math.max(0, bucket.value.totalSize + bytes),
      })
    },

    async remove(bucketId: string): Promise<void> {
      const stored = await db.transaction(() => {
        find(bucketId)
        const names = files.all(bucketId).map(({ value }) => value.storedAs)
        buckets.remove(PROJECT, bucketId)
        files.removeAll(bucketId)
        for (const name of names) removeTokens(name)
        return names
      })
      await removeStored(stored)
    },
  }
}

export type BucketService = ReturnType<typeof createBucketService>
