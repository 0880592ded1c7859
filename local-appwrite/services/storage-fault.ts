import { MissingPackage } from '../store/missing-package.ts'
import { StatementTooSlow } from '../store/statement-too-slow.ts'
import { AppwriteError } from './appwrite-error.ts'

/** SQLite's primary result codes that mean something to a caller. */
const BUSY = 5
const LOCKED = 6
const IO_ERROR = 10
const DISK_FULL = 13

/** What a failure of the storage means to the caller, or null when it is none. The data is as it was before. */
export function storageFault(error: unknown): AppwriteError | null {
  if (error instanceof StatementTooSlow)
    return new AppwriteError('database_timeout', 'The query took too long: it needs an index.', {
      cause: error,
    })
  if (error instanceof MissingPackage)
    return new AppwriteError('general_server_error', error.message, { cause: error })
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  switch (error.errcode % 256) {
    case BUSY:
    case LOCKED:
      return new AppwriteError('database_timeout', 'The data file is locked by another process.', {
        cause: error,
      })
    case DISK_FULL:
      return new AppwriteError('general_server_error', 'The disk is full.', { cause: error })
    case IO_ERROR:
      return new AppwriteError('general_server_error', 'The data file could not be read or written.', {
        cause: error,
      })
    default:
      return null
  }
}
