import type { BucketDocument, FileDocument } from '../../store/documents/file-documents.ts'
import { rolesAllowed } from '../../store/permission-text.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type Caller, isPrivileged } from '../caller.ts'
import type { Change, Publish } from '../change.ts'
import type { BucketService } from './storage-buckets.ts'

/**
 * The bucket, as far as the caller may know of it.
 *
 * @throws AppwriteError storage_bucket_not_found, also for a switched-off bucket, save for keys
 */
export function bucketFor(buckets: BucketService, caller: Caller, bucketId: string): BucketDocument {
  const bucket = buckets.get(bucketId)
  if (!bucket.enabled && !isPrivileged(caller)) throw new AppwriteError('storage_bucket_not_found')
  return bucket
}

/** Larger files, in bytes, are neither encrypted nor compressed (Appwrite's APP_STORAGE_READ_BUFFER). */
const ENCRYPTED_MAX = 20_000_000

/** What a file takes on Appwrite's disk: encrypted ones are kept as Base64. Compression isn't counted. */
function storedSize({ encryption }: BucketDocument, size: number): number {
  return encryption && size <= ENCRYPTED_MAX ? Math.ceil(size / 3) * 4 : size
}

/** A file as the API and Realtime show it. */
export function fileView(bucket: BucketDocument, file: FileDocument): Record<string, unknown> {
  return {
    $id: file.$id,
    bucketId: bucket.$id,
    $createdAt: file.$createdAt,
    $updatedAt: file.$updatedAt,
    $permissions: file.$permissions,
    name: file.name,
    signature: file.signature,
    mimeType: file.mimeType,
    sizeOriginal: file.sizeOriginal,
    sizeActual: file.upload === null ? storedSize(bucket, file.sizeOriginal) : 0,
    chunksTotal: file.chunksTotal,
    chunksUploaded: file.chunksUploaded,
    encryption: bucket.encryption,
    compression: bucket.compression,
  }
}

/** Tells of a change of a file. */
export type AnnounceFile = (
  action: Change['action'],
  caller: Caller,
  bucket: BucketDocument,
  file: FileDocument,
) => void

/** Tells whoever may read the file: by the bucket, and by the file itself where file security is on. */
export function createFileAnnouncer(publish: Publish): AnnounceFile {
  return (action, caller, bucket, file) => {
    publish({
      action,
      resource: { kind: 'file', bucketId: bucket.$id, fileId: file.$id },
      payload: fileView(bucket, file),
      readRoles: [
        ...rolesAllowed(bucket.$permissions, 'read'),
        ...(bucket.fileSecurity ? rolesAllowed(file.$permissions, 'read') : []),
      ],
      causedBy: caller.userId,
    })
  }
}
