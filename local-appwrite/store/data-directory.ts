import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { makePrivateFile, makePrivateFolder } from './private-folder.ts'

/** Another process works with this data directory. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse'
}

/** The folder a server keeps everything in. */
export interface DataDirectory {
  readonly path: string
  readonly databaseFile: string
  /** The text kept under this name, made by `make` the first time. Only the owner of the folder can read it. */
  secret(name: string, make: () => string): string
  /** Lets another process have the folder. */
  release(): void
}

const DATABASE_FILE = 'appwrite.sqlite'
/** All that a server keeps directly in its folder; with what SQLite puts beside its files. */
const NAMES: ReadonlySet<string> = new Set([
  ...[DATABASE_FILE, 'lock'].flatMap((name) => [name, `${name}-wal`, `${name}-shm`, `${name}-journal`]),
  'project-id',
  'api-key',
  'deployments',
  'functions',
  'files',
])

/**
 * Makes the folder if need be and claims it for this process. The claim is a lock on a file of its own, which the
 * system lifts when the process ends, however it ends.
 */
export function openDataDirectory(path: string): DataDirectory {
  makePrivateFolder(path, NAMES)
  const lock = claim(path)
  makePrivateFile(join(path, DATABASE_FILE))
  return {
    path,
    databaseFile: join(path, DATABASE_FILE),
    secret(name, make) {
      const file = join(path, name)
      if (!existsSync(file)) writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' })
      return readFileSync(file, 'utf8').trim()
    },
    release: () => lock.close(),
  }
}

/**
 * What stands in for a folder when nothing is to be kept: the database is in memory, and files that are uploaded go to a
 * folder among the system's temporary ones, which whoever writes the first of them makes, and which goes in the end.
 */
export function openTemporaryDirectory(): DataDirectory {
  const path = join(tmpdir(), `local-appwrite-${randomUUID()}`)
  return {
    path,
    databaseFile: ':memory:',
    secret: (_name, make) => make(),
    release: () => rmSync(path, { recursive: true, force: true }),
  }
}

function claim(path: string): DatabaseSync {
  makePrivateFile(join(path, 'lock'))
  const lock = new DatabaseSync(join(path, 'lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw new DataDirectoryInUse(`${path} is in use by another server.`, { cause: error })
  }
}
