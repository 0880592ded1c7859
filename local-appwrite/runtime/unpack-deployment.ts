import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

import { extract } from 'tar'

/** Most bytes an archive may unpack to; a bundle is some hundred kB, one with all of node_modules some ten MB. */
const UNPACKED_LIMIT_BYTES = 128 * 1024 * 1024
/** Most files and folders in an archive. */
const ENTRY_LIMIT = 20_000
const GZIP_START = 0x1f
const PERMITTED = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory'])

/** An archive that is damaged, too large, or reaches outside its own folder. Nothing of it was kept. */
export class UnusableArchive extends Error {
  override readonly name = 'UnusableArchive'
}

function isOutside(path: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..') || path.includes('\0')
}

function tooLarge(): UnusableArchive {
  return new UnusableArchive(`The archive unpacks to more than ${UNPACKED_LIMIT_BYTES} bytes.`)
}

/**
 * Unpacks a `.tar.gz` into `target`, which must not exist; resolves to the bytes written. The target appears all at
 * once or not at all. Links, devices and paths that leave the folder make the whole archive unusable.
 *
 * @throws UnusableArchive
 */
export async function unpackDeployment(archive: string, target: string): Promise<number> {
  const staging = `${target}.unpacking`
  const plain = `${target}.tar`
  await rm(staging, { recursive: true, force: true })
  await mkdir(staging, { recursive: true, mode: 0o700 })
  try {
    await decompress(archive, plain)
    const size = await extractInto(plain, staging)
    await rename(staging, target)
    return size
  } catch (error) {
    await rm(staging, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    if (error instanceof UnusableArchive) throw error
    throw new UnusableArchive(error instanceof Error ? error.message : String(error), { cause: error })
  } finally {
    await rm(plain, { force: true })
  }
}

/** In a step of its own, so that an archive can be refused for its size before anything looks inside. */
async function decompress(archive: string, plain: string): Promise<void> {
  let length = 0
  async function* bounded(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      // The tar reader would decompress what is compressed twice, without any bound.
      if (length === 0 && chunk[0] === GZIP_START)
        throw new UnusableArchive('The archive is compressed twice.')
      length += chunk.byteLength
      if (length > UNPACKED_LIMIT_BYTES) throw tooLarge()
      yield chunk
    }
  }
  await pipeline(
    createReadStream(archive),
    createGunzip(),
    bounded,
    createWriteStream(plain, { mode: 0o600 }),
  )
}

async function extractInto(plain: string, cwd: string): Promise<number> {
  const faults: UnusableArchive[] = []
  let entries = 0
  let size = 0
  await extract({
    file: plain,
    cwd,
    // Not strict: that would end the promise while other entries are still being written.
    onwarn(code, message) {
      faults.push(new UnusableArchive(`${code}: ${message}`))
    },
    brotli: false,
    zstd: false,
    preserveOwner: false,
    noMtime: true,
    dmode: 0o700,
    fmode: 0o600,
    filter(path, entry) {
      // For the owner alone, whatever modes the archive gives.
      if (entry.mode !== undefined) entry.mode &= 0o700
      entries += 1
      size += entry.size
      const type = 'type' in entry ? entry.type : ''
      if (faults.length > 0) return false
      if (isOutside(path)) {
        faults.push(new UnusableArchive(`The archive holds a path outside its folder: ${path}`))
      } else if (!PERMITTED.has(type)) {
        faults.push(new UnusableArchive(`The archive holds a ${type}: ${path}`))
      } else if (entries > ENTRY_LIMIT) {
        faults.push(new UnusableArchive(`The archive holds more than ${ENTRY_LIMIT} files.`))
      } else if (size > UNPACKED_LIMIT_BYTES) faults.push(tooLarge())
      return faults.length === 0
    },
  })
  const [fault] = faults
  if (fault !== undefined) throw fault
  if (entries === 0) throw new UnusableArchive('The archive is empty or not a tar file.')
  return size
}
