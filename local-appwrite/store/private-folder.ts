import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What only the owner of a file may do about its mode, and systems that know no modes. */
const TOLERATED: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'ENOENT'])
const OWNER_ONLY = 0o700

/**
 * Makes a folder that only its owner can enter, and takes from everybody else what an older version, a copy or another
 * umask left open in it. What has other names is somebody else's and stays as it is, and so does a folder that holds it.
 *
 * @param names of everything that is kept directly in it
 */
export function makePrivateFolder(path: string, names: ReadonlySet<string>): void {
  mkdirSync(path, { recursive: true, mode: OWNER_ONLY })
  const present = readdirSync(path)
  if (present.every((name) => names.has(name))) closeToOthers(path)
  for (const name of present) if (names.has(name)) closeAll(join(path, name))
}

/** An empty file that only its owner can read, unless it is there: SQLite gives its log the same mode. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

function closeAll(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  // A link's target may be anybody's.
  if (found === undefined || found.isSymbolicLink()) return
  closeToOthers(path)
  if (found.isDirectory()) for (const name of readdirSync(path)) closeAll(join(path, name))
}

function closeToOthers(path: string): void {
  const { mode } = lstatSync(path)
  if ((mode & 0o077) === 0) return
  try {
    chmodSync(path, mode & OWNER_ONLY)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && TOLERATED.has(error.code))) throw error
  }
}
