import { describe, expect, it } from 'vitest'

import { AppwriteError } from '../../../services/appwrite-error.ts'
import {
  type UploadProgress,
  chunksTotal,
  isComplete,
  readContentRange,
  receiveChunk,
} from '../../../services/chunked-upload.ts'

function receiveAll(...ranges: readonly (readonly [number, number])[]): UploadProgress | null {
  return ranges.reduce<UploadProgress | null>(
    (progress, [start, end]) => receiveChunk(progress, { start, end, size: 25 }),
    null,
  )
}

describe('an upload in chunks', () => {
  it('is complete once every chunk is there, in any order and however often', () => {
    const most = receiveAll([0, 9], [20, 24], [0, 9])
    expect(most).not.toBeNull()
    if (most === null) return
    expect(chunksTotal(most)).toBe(3)
    expect(isComplete(most)).toBe(false)
    expect(isComplete(receiveChunk(most, { start: 10, end: 19, size: 25 }))).toBe(true)
  })

  it('refuses chunks that do not fit the ones before', () => {
    expect(() => receiveAll([0, 9], [5, 14])).toThrow(AppwriteError)
    expect(() => receiveAll([0, 9], [10, 14])).toThrow(AppwriteError)
    const first = receiveAll([0, 9])
    expect(() => receiveChunk(first, { start: 10, end: 19, size: 26 })).toThrow(AppwriteError)
  })

  it('without a range is one chunk, even when it is empty', () => {
    expect(isComplete(receiveChunk(null, readContentRange(null, 7)))).toBe(true)
    expect(isComplete(receiveChunk(null, readContentRange(null, 0)))).toBe(true)
  })

  it('believes the range, and takes an end one past the last byte for the last byte', () => {
    expect(readContentRange('bytes 0-9/10', 4)).toEqual({ start: 0, end: 9, size: 10 })
    expect(readContentRange('bytes 0-10/10', 10)).toEqual({ start: 0, end: 9, size: 10 })
  })

  it.each(['bytes 0-9', 'bytes 5-4/10', 'bytes 0-11/10', 'bytes -1-3/4', 'items 0-9/10', ''])(
    'refuses the range %j for 10 bytes',
    (header) => {
      expect(() => readContentRange(header, 10)).toThrow(AppwriteError)
    },
  )
})
