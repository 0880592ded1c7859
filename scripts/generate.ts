/** Writes what follows from `contract/`: `appwrite.json`, and the descriptions of both APIs. */
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { generatedFiles } from './generated-files.ts'

for (const { path, text } of generatedFiles) {
  const file = resolve(import.meta.dirname, '..', path)
  const present = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return ''
    throw thrown
  })
  await writeFile(file, text(present))
  process.stderr.write(`${path} is written from contract/\n`)
}
