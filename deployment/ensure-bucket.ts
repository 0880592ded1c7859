import type { Models, Storage } from 'node-appwrite'
import { attachmentsBucket } from '../contract/attachments-bucket.ts'
import { found } from './found.ts'
import { sameSet } from './same-set.ts'

export interface BucketChange {
  readonly kind: 'bucket_created' | 'bucket_updated'
  readonly id: string
}

/** Makes the bucket of the files that messages carry, or brings it to its definition; files stay. */
export async function ensureBucket(storage: Storage): Promise<BucketChange[]> {
  const { id: bucketId, name, permissions, fileSecurity, maximumFileSize } = attachmentsBucket
  const present = await found(storage.getBucket({ bucketId }))
  const wanted = {
    bucketId,
    name,
    permissions: [...permissions],
    fileSecurity,
    maximumFileSize,
    enabled: true,
  }
  if (present === null) {
    await storage.createBucket({ ...wanted, encryption: true, antivirus: true })
    return [{ kind: 'bucket_created', id: bucketId }]
  }
  if (differenceOf(present) === null) return []
  await storage.updateBucket({ ...wanted, encryption: present.encryption, antivirus: present.antivirus })
  return [{ kind: 'bucket_updated', id: bucketId }]
}

/** In what a bucket isn't as it has to be, in words; null for nothing. */
export function differenceOf(present: Models.Bucket): string | null {
  const { permissions, maximumFileSize } = attachmentsBucket
  if (!present.fileSecurity) return 'its files have no permissions of their own'
  if (!sameSet(present.$permissions, permissions)) return 'it has permissions for all of its files'
  if (!present.enabled) return 'it is disabled'
  // An owner whose Appwrite takes less has set that.
  return present.maximumFileSize > maximumFileSize ? 'it takes larger files' : null
}
