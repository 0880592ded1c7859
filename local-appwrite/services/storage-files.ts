import { createHash, randomBytes } from 'node:crypto'
import { extname } from 'node:path'

import type { Database } from '../store/database.ts'
import type { BucketDocument, FileDocument, FileDocuments } from '../store/file-documents.ts'
import { type Action, rolesAllowed } from '../store/permission-text.ts'
import type { UploadFiles } from '../store/upload-files.ts'
import { AppwriteError } from './appwrite-error.ts'
import { type Caller, isPrivileged } from './caller.ts'
import type { Change, Publish } from './change.ts'
import { type ByteRange, chunksTotal, isComplete, receiveChunk } from './chunked-upload.ts'
import { withSearch } from './functions.ts'
import { parseListQuery } from './list-query.ts'
import { defaultPermissions, mayDo, requireGrantable } from './permissions.ts'
import { SNIFFED_BYTES, sniffMimeType } from './sniff-mime-type.ts'
import type { BucketService } from './storage-buckets.ts'
import { timestamp } from './timestamp.ts'

const FILE_FIELDS = ['name', 'signature', 'mimeType', 'sizeOriginal', 'chunksTotal', 'chunksUploaded']

/** One request of an upload: a part of the file, and what the whole is to be. */
export type FilePart = {
  readonly fileId: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly range: ByteRange
  /** Null: what the maker of a file gets by default. */
  readonly permissions: readonly string[] | null
}

/** Files in buckets, with their permissions. Previews (resized images) are not made. */
export function createFileService(dependencies: {
  readonly db: Database
  readonly documents: FileDocuments
  readonly buckets: BucketService
  readonly stored: UploadFiles
  readonly publish: Publish
}) {
  const { db, documents, buckets, stored, publish } = dependencies
  const { files } = documents

  const bucketFor = (caller: Caller, bucketId: string): BucketDocument => {
    const bucket = buckets.get(bucketId)
    if (!bucket.enabled && !isPrivileged(caller)) throw new AppwriteError('storage_bucket_not_found')
    return bucket
  }

  /**
   * The file, for someone who may do `action`. Without file security the bucket alone decides; with it, what may
   * not be read is not there.
   */
  function reach(
    caller: Caller,
    bucketId: string,
    fileId: string,
    action: Action,
  ): { bucket: BucketDocument; file: FileDocument } {
    const bucket = bucketFor(caller, bucketId)
    const byBucket = mayDo(caller, action, bucket.$permissions)
    if (!byBucket && !bucket.fileSecurity) throw new AppwriteError('user_unauthorized')
    const file = files.get(bucketId, fileId)?.value ?? null
    if (file === null) throw new AppwriteError('storage_file_not_found')
    if (!byBucket && !mayDo(caller, action, file.$permissions)) {
      throw new AppwriteError(action === 'read' ? 'storage_file_not_found' : 'user_unauthorized')
    }
    return { bucket, file }
  }

  function announce(
    action: Change['action'],
    caller: Caller,
    bucket: BucketDocument,
    file: FileDocument,
  ): void {
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

  function check(bucket: BucketDocument, part: FilePart): void {
    const extension = extname(part.name).slice(1).toLowerCase()
    const { allowedFileExtensions: allowed, maximumFileSize } = bucket
    if (allowed.length > 0 && !allowed.includes(extension)) {
      throw new AppwriteError('storage_file_type_unsupported', 'File extension not allowed')
    }
    if (part.range.size > maximumFileSize)
      throw new AppwriteError('storage_invalid_file_size', 'File size not allowed')
  }

  /** The unfinished upload that this part continues; null for a new file. */
  function unfinished(caller: Caller, bucketId: string, fileId: string): FileDocument | null {
    const before = files.get(bucketId, fileId)?.value ?? null
    if (before === null) return null
    const isMine = isPrivileged(caller) || (before.uploader !== null && before.uploader === caller.userId)
    if (before.upload === null || !isMine) throw new AppwriteError('storage_file_already_exists')
    return before
  }

  async function describe(name: string, size: number): Promise<{ signature: string; mimeType: string }> {
    const hash = createHash('md5')
    if (size === 0) return { signature: hash.digest('hex'), mimeType: sniffMimeType(new Uint8Array(), true) }
    let start: Buffer | null = null
    for await (const chunk of stored.read(name, 0, size - 1)) {
      const bytes: Buffer = Buffer.from(chunk)
      start ??= bytes.subarray(0, SNIFFED_BYTES)
      hash.update(bytes)
    }
    return {
      signature: hash.digest('hex'),
      mimeType: sniffMimeType(start ?? new Uint8Array(), size <= SNIFFED_BYTES),
    }
  }

  return {
    /** Takes a file, or a part of one. */
    async upload(caller: Caller, bucketId: string, part: FilePart): Promise<Record<string, unknown>> {
      const bucket = bucketFor(caller, bucketId)
      if (!mayDo(caller, 'create', bucket.$permissions)) throw new AppwriteError('user_unauthorized')
      const permissions = part.permissions ?? defaultPermissions(caller)
      requireGrantable(caller, permissions)
      check(bucket, part)
      const { fileId, range } = part
      const known = unfinished(caller, bucketId, fileId)
      receiveChunk(known?.upload ?? null, range)

      // The document comes first, so that two uploads under one id cannot write into one file.
      const draft = await db.transaction(() => {
        const before = unfinished(caller, bucketId, fileId)
        if (before !== null) return before
        const now = timestamp()
        const file: FileDocument = {
          $id: fileId,
          $createdAt: now,
          $updatedAt: now,
          $permissions: [...permissions],
          name: part.name,
          signature: '',
          mimeType: '',
          sizeOriginal: range.size,
          chunksTotal: 0,
          chunksUploaded: 0,
          storedAs: randomBytes(16).toString('hex'),
          uploader: caller.userId,
          upload: { ...receiveChunk(null, range), arrived: [] },
        }
        files.insert(bucketId, fileId, file)
        return file
      })
      await stored.write(draft.storedAs, range.start, part.bytes)
      const merged = await db.transaction(() => {
        const before = files.get(bucketId, fileId)?.value ?? null
        if (before === null || before.storedAs !== draft.storedAs)
          throw new AppwriteError('storage_file_not_found')
        if (before.upload === null) return { file: before, complete: false }
        const progress = receiveChunk(before.upload, range)
        const file: FileDocument = {
          ...before,
          $updatedAt: timestamp(),
          chunksTotal: chunksTotal(progress),
          chunksUploaded: progress.arrived.length,
          upload: progress,
        }
        files.replace(bucketId, fileId, file)
        return { file, complete: isComplete(progress) }
      })
      if (!merged.complete) return fileView(bucket, merged.file)

      const described = await describe(draft.storedAs, range.size)
      const whole = await db.transaction(() => {
        const current = files.get(bucketId, fileId)?.value ?? null
        if (current === null) throw new AppwriteError('storage_file_not_found')
        const file: FileDocument = { ...current, ...described, upload: null }
        files.replace(bucketId, fileId, file)
        if (current.upload !== null) buckets.grow(bucketId, file.sizeOriginal)
        return file
      })
      announce('create', caller, bucket, whole)
      return fileView(bucket, whole)
    },

    get(caller: Caller, bucketId: string, fileId: string): Record<string, unknown> {
      const { bucket, file } = reach(caller, bucketId, fileId, 'read')
      return fileView(bucket, file)
    },

    /** Name, type, size and a reader of the bytes of a whole file. */
    open(caller: Caller, bucketId: string, fileId: string) {
      const { file } = reach(caller, bucketId, fileId, 'read')
      if (file.upload !== null) throw new AppwriteError('storage_file_not_found')
      return {
        name: file.name,
        mimeType: file.mimeType,
        size: file.sizeOriginal,
        read: (start: number, end: number) => stored.read(file.storedAs, start, end),
      }
    },

    list(caller: Caller, bucketId: string, queries: readonly string[], search: string) {
      const bucket = bucketFor(caller, bucketId)
      const byBucket = mayDo(caller, 'read', bucket.$permissions)
      if (!byBucket && !bucket.fileSecurity) throw new AppwriteError('user_unauthorized')
      const page = files.list(
        bucketId,
        withSearch(parseListQuery(queries, FILE_FIELDS), search, 'name'),
        byBucket ? null : { roles: caller.roles },
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, files: page.items.map(({ value }) => fileView(bucket, value)) }
    },

    async update(
      caller: Caller,
      bucketId: string,
      fileId: string,
      change: { readonly name: string | null; readonly permissions: readonly string[] | null },
    ): Promise<Record<string, unknown>> {
      const { bucket, file } = await db.transaction(() => {
        const found = reach(caller, bucketId, fileId, 'update')
        if (change.permissions !== null) requireGrantable(caller, change.permissions)
        const after: FileDocument = {
          ...found.file,
          name: change.name ?? found.file.name,
          $permissions: [...(change.permissions ?? found.file.$permissions)],
          $updatedAt: timestamp(),
        }
        files.replace(bucketId, fileId, after)
        return { bucket: found.bucket, file: after }
      })
      announce('update', caller, bucket, file)
      return fileView(bucket, file)
    },

    async remove(caller: Caller, bucketId: string, fileId: string): Promise<void> {
      const { bucket, file } = await db.transaction(() => {
        const found = reach(caller, bucketId, fileId, 'delete')
        files.remove(bucketId, fileId)
        if (found.file.upload === null) buckets.grow(bucketId, -found.file.sizeOriginal)
        return found
      })
      await stored.remove(file.storedAs)
      announce('delete', caller, bucket, file)
    },
  }
}

/** A file as the API and Realtime show it. */
function fileView(bucket: BucketDocument, file: FileDocument): Record<string, unknown> {
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

export type FileService = ReturnType<typeof createFileService>
