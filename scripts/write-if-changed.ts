import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a built file, unless it is there already. Whoever reads it at the same moment gets the old or the new one,
 * never a half.
 */
export async function writeIfChanged(file: string, contents: Uint8Array): Promise<void> {
  const present = await readFile(file).catch(() => null)
  if (present?.equals(contents)) return
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, contents)
  await rename(draft, file)
}
