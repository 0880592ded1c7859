import { isRecord } from '../../contract/is-record.ts'
import { InputError } from './command.ts'
import { plainText } from './plain-text.ts'

/** By Node's code. */
const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'that is a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nobody may write there',
  ENOSPC: 'the disk is full',
}

/** What keeps a file from being written, in words; null for anything else. */
export function writeFault(path: string, thrown: unknown): InputError | null {
  const code = isRecord(thrown) ? thrown['code'] : null
  const why = typeof code === 'string' ? WHY[code] : undefined
  return why === undefined
    ? null
    : new InputError(`${plainText(path)} can’t be written: ${why}.`, { cause: thrown })
}
