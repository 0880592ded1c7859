/** Writes `appwrite.json` from `contract/`. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { appwriteConfig } from './appwrite-config.ts'

const file = resolve(import.meta.dirname, '../appwrite.json')
await writeFile(file, `${JSON.stringify(appwriteConfig(), null, 2)}\n`)
process.stderr.write('appwrite.json is written from contract/\n')
