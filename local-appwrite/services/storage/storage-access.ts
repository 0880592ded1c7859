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
    sizeActual: file.sizeOriginal,
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
