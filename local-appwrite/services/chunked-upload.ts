import { formatTime } from '../store/format-time.ts'
import { AppwriteError } from './appwrite-error.ts'

/** Size of the chunks that the SDKs send, in bytes (Appwrite's APP_LIMIT_UPLOAD_CHUNK_SIZE). */
const CHUNK_BYTES = 5 * 1024 * 1024

/** The part of a whole that one request brings: both ends included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
  readonly size: number
}

/** What has arrived of a file that comes in chunks, in any order. */
export interface UploadProgress {
  readonly size: number
  readonly chunkBytes: number
  /** Numbers of the chunks that arrived, counted from 0. */
  readonly arrived: number[]
}

function refused(): AppwriteError {
  return new AppwriteError('storage_invalid_content_range')
}

/**
 * The range of an uploaded part of `length` bytes: the `content-range` header, or the whole without one.
 *
 * @throws AppwriteError storage_invalid_content_range
 */
export function readContentRange(header: string | null, length: number): ByteRange {
  if (header === null) return { start: 0, end: length - 1, size: length }
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header.trim())
  if (match === null) throw refused()
  const [start, end, size] = [Number(match[1]), Number(match[2]), Number(match[3])]
  // The range in the header counts, whatever was sent; an end one past the last byte is taken for the last byte.
  if (start > end || end > size || start >= size) throw refused()
  return { start, end: Math.min(end, size - 1), size }
}

/**
 * Adds a chunk to what has arrived; the same chunk again changes nothing. All chunks but the last are alike in size.
 *
 * @throws AppwriteError storage_invalid_content_range
 */
export function receiveChunk(before: UploadProgress | null, range: ByteRange): UploadProgress {
  const length = range.end - range.start + 1
  const isLast = range.end === range.size - 1 || range.size === 0
  const progress = before ?? {
    size: range.size,
    chunkBytes: range.start === 0 || !isLast ? Math.max(length, 1) : CHUNK_BYTES,
    arrived: [],
  }
  const index = range.start / progress.chunkBytes
  const fits =
    Number.isInteger(index) && (isLast ? length <= progress.chunkBytes : length === progress.chunkBytes)
  if (range.size !== progress.size || !fits) throw refused()
  if (progress.arrived.includes(index)) return progress
  return { ...progress, arrived: [...progress.arrived, index] }
}

/** Number of chunks that the whole consists of; an empty file is one. */
export function chunksTotal({ size, chunkBytes }: UploadProgress): number {
  return Math.max(1, Math.ceil(size / chunkBytes))
}

/** True once every chunk has arrived. */
export function isComplete(progress: UploadProgress): boolean {
  return progress.arrived.length === chunksTotal(progress)
}

/** How long an upload that is not whole waits for its next chunk, in ms. */
const ABANDONED_AFTER_MS = 24 * 3_600_000

/** Uploads that are not whole and got nothing since this time count as abandoned at `now` (ms since 1970). */
export function abandonedSince(now: number): string {
  return formatTime(now - ABANDONED_AFTER_MS)
}
