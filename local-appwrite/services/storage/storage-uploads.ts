import { createHash, randomBytes } from 'node:crypto'
import { extname } from 'node:path'

import type { Database } from '../../store/database.ts'
import type { BucketDocument, FileDocument, FileDocuments } from '../../store/documents/file-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import type { UploadFiles } from '../../store/upload-files.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type Caller, isPrivileged } from '../caller.ts'
import { type ByteRange, chunksTotal, isComplete, receiveChunk } from '../chunked-upload.ts'
import { defaultPermissions, mayDo, requireGrantable } from '../permissions.ts'
import { SNIFFED_BYTES, sniffMimeType } from './sniff-mime-type.ts'
import { type AnnounceFile, bucketFor, fileView } from './storage-access.ts'
import type { BucketService } from './storage-buckets.ts'

/** One request of an upload: a part of the file, and what the whole is to be. */
export interface FilePart {
  readonly fileId: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly range: ByteRange
  /** True for a part of a file, also when it is all of it. */
  readonly isPiece: boolean
  /** Null: what the maker of a file gets by default. */
  readonly permissions: readonly string[] | null
}

/** @throws AppwriteError for a name or size that the bucket does not take */
function check(bucket: BucketDocument, part: FilePart): void {
  const extension = extname(part.name).slice(1).toLowerCase()
  const { allowedFileExtensions: allowed, maximumFileSize } = bucket
  if (allowed.length > 0 && !allowed.includes(extension)) {
    throw new AppwriteError('storage_file_type_unsupported', 'File extension not allowed')
  }
  if (part.range.size > maximumFileSize)
    throw new AppwriteError('storage_invalid_file_size', 'File size not allowed')
}

/** Receives files, whole or in chunks of any order; a file is there for others once all of it has arrived. */
export function createFileUploads(dependencies: {
  readonly db: Database
  readonly documents: FileDocuments
  readonly buckets: BucketService
  readonly stored: UploadFiles
  readonly announce: AnnounceFile
}) {
  const { db, documents, buckets, stored, announce } = dependencies
  const { files } = documents

  /** The upload that this part continues, or the whole file that it is a part of again; null for a new file. */
  function begun(caller: Caller, bucketId: string, part: FilePart): FileDocument | null {
    const before = files.get(bucketId, part.fileId)?.value ?? null
    if (before === null) return null
    const isMine = isPrivileged(caller) || (before.uploader !== null && before.uploader === caller.userId)
    if (!isMine || (before.upload === null && !part.isPiece))
      throw new AppwriteError('storage_file_already_exists')
    return before
  }

  async function describe(name: string, size: number): Promise<{ signature: string; mimeType: string }> {
    const hash = createHash('md5')
    if (size === 0) return { signature: hash.digest('hex'), mimeType: sniffMimeType(new Uint8Array(), true) }
    let start: Buffer | null = null
    const chunks: AsyncIterable<Buffer> = stored.read(name, 0, size - 1)
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk)
      start ??= bytes.subarray(0, SNIFFED_BYTES)
      hash.update(bytes)
    }
    return {
      signature: hash.digest('hex'),
      mimeType: sniffMimeType(start ?? new Uint8Array(), size <= SNIFFED_BYTES),
    }
  }

  /** Takes a file, or a part of one. `isNew` is false when the file was whole before. */
  return async function upload(
    caller: Caller,
    bucketId: string,
    part: FilePart,
  ): Promise<{ file: Record<string, unknown>; isNew: boolean }> {
    const bucket = bucketFor(buckets, caller, bucketId)
    if (!mayDo(caller, 'create', bucket.$permissions)) throw new AppwriteError('user_unauthorized')
    const permissions = part.permissions ?? defaultPermissions(caller)
    requireGrantable(caller, permissions)
    check(bucket, part)
    const { fileId, range } = part
    const known = begun(caller, bucketId, part)
    if (known !== null && known.upload === null) return { file: fileView(bucket, known), isNew: false }
    receiveChunk(known?.upload ?? null, range)

    // The document comes first, so that two uploads under one id cannot write into one file.
    const draft = await db.transaction(() => {
      const before = begun(caller, bucketId, part)
      if (before !== null) return before
      const now = formatTime()
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
    if (draft.upload === null) return { file: fileView(bucket, draft), isNew: false }
    await stored.write(draft.storedAs, range.start, part.bytes.subarray(0, range.end - range.start + 1))
    const merged = await db.transaction(() => {
      const before = files.get(bucketId, fileId)?.value ?? null
      if (before === null || before.storedAs !== draft.storedAs) return null
      if (before.upload === null) return { file: before, complete: false }
      const progress = receiveChunk(before.upload, range)
      const file: FileDocument = {
        ...before,
        $updatedAt: formatTime(),
        chunksTotal: chunksTotal(progress),
        chunksUploaded: progress.arrived.length,
        upload: progress,
      }
      files.replace(bucketId, fileId, file)
      return { file, complete: isComplete(progress) }
    })
    if (merged === null) {
      // Removed while the bytes arrived; writing them created the file again.
      await stored.remove(draft.storedAs)
      throw new AppwriteError('storage_file_not_found')
    }
    if (!merged.complete) return { file: fileView(bucket, merged.file), isNew: true }

    const described = await describe(draft.storedAs, range.size)
    const whole = await db.transaction(() => {
      const current = files.get(bucketId, fileId)?.value ?? null
      if (current === null) throw new AppwriteError('storage_file_not_found')
      const file: FileDocument = { ...current, ...described, upload: null }
      files.replace(bucketId, fileId, file)
      // The last chunk may have come twice; only one of the two is the end.
      if (current.upload !== null) {
        buckets.grow(bucketId, file.sizeOriginal)
        db.afterCommit(() => announce('create', caller, bucket, file))
      }
      return file
    })
    return { file: fileView(bucket, whole), isNew: true }
  }
}
