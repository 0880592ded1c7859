import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Whole files on the disk, named by names this server chose (never by names a caller sent). */
export interface UploadFiles {
  /** Absolute path of a file. */
  path(name: string): string
  /** Writes bytes at an offset; the file appears if it is not there. Resolves once they are on the disk. */
  write(name: string, offset: number, bytes: Uint8Array): Promise<void>
  /** Bytes from `start` to `end`, both included. */
  read(name: string, start: number, end: number): Readable
  size(name: string): Promise<number>
  /** Does nothing when there is no such file. */
  remove(name: string): Promise<void>
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** Opens a folder of files, which is made when needed. */
export function openUploadFiles(directory: string): UploadFiles {
  const path = (name: string): string => {
    if (!NAME.test(name) || name.includes('..')) throw new RangeError(`Not a name of a file: ${name}`)
    return join(directory, name)
  }
  return {
    path,
    async write(name, offset, bytes) {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const file = await open(path(name), 'a', 0o600).then(async (made) => {
        await made.close()
        return open(path(name), 'r+')
      })
      try {
        await file.write(bytes, 0, bytes.byteLength, offset)
        await file.sync()
      } finally {
        await file.close()
      }
    },
    read: (name, start, end) => createReadStream(path(name), { start, end }),
    size: async (name) => (await stat(path(name))).size,
    remove: (name) => rm(path(name), { recursive: true, force: true }),
  }
}
