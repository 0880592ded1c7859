import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRowId } from '../../contract/appwrite-ids.ts'
import { readAttachments } from '../../contract/attachment.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { plainText } from '../terminal/plain-text.ts'
import { writeFault } from '../terminal/write-fault.ts'
import type { PortableRow } from './portable-rows.ts'

/**
 * Passes rows on, and writes the files of each message into a folder of its session, readable by their owner alone.
 *
 * @param tell told of each file that isn't there any more
 */
export async function* saveFiles(
  { attachments }: Repositories,
  rows: AsyncIterable<PortableRow>,
  folder: string,
  tell: (line: string) => void,
): AsyncGenerator<PortableRow> {
  for await (const one of rows) {
    yield one
    if (one.kind !== 'message' || !isRowId(one.row.sessionId)) continue
    const place = join(folder, one.row.sessionId)
    for (const file of readAttachments(one.row.attachments)) {
      const bytes = await attachments.files.read(file.id)
      if (bytes === null) tell(`${plainText(file.name)} (${file.id}) is no longer there.`)
      else await save(place, `${file.id}${endingOf(file.name)}`, bytes)
    }
  }
}

/** Named by its id: what visitors call their files names nothing on this disk. */
function endingOf(name: string): string {
  return /\.[a-z0-9]{1,5}$/.exec(name)?.[0] ?? ''
}

async function save(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(path, bytes, { mode: 0o600 })
  } catch (thrown) {
    throw writeFault(path, thrown) ?? thrown
  }
}
