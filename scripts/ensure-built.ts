import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { buildAll } from './build-all.ts'
import { writeIfChanged } from './write-if-changed.ts'

/** What a build reads: the sources, the scripts that bundle them, and the packages by their versions. */
const SOURCES = [
  'client',
  'contract',
  'functions',
  'inbox',
  'package-lock.json',
  'scripts',
  'tsconfig.browser.json',
  'tsconfig.json',
  'widget',
]
const BUILT = ['dist/functions', 'dist/inbox', 'dist/widget']

/**
 * Builds all that is served or deployed, unless it is there already, of these very sources and untouched since.
 *
 * @param onBuild told before it builds
 */
export async function ensureBuilt(root: string, onBuild?: () => void): Promise<void> {
  const stamp = resolve(root, 'dist/built-from.txt')
  const known = await readFile(stamp, 'utf8').catch(() => null)
  const sources = await digestOf(root, SOURCES)
  if (known !== null && known === `${sources} ${await digestOf(root, BUILT)}\n`) return
  onBuild?.()
  await buildAll(root)
  await writeIfChanged(stamp, Buffer.from(`${sources} ${await digestOf(root, BUILT)}\n`))
}

/** Of the names and contents of all files in these folders, in one order everywhere. */
async function digestOf(root: string, names: readonly string[]): Promise<string> {
  const digest = createHash('sha256')
  for (const name of names) {
    for (const file of await filesOf(root, name)) {
      const contents = await readFile(join(root, file))
      digest.update(`${file}\0${contents.length}\0`).update(contents)
    }
  }
  return digest.digest('hex')
}

/** @returns paths from `root`; a file is its own only one, what doesn't exist has none */
async function filesOf(root: string, name: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .toSorted()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOTDIR') return [name]
    if (code === 'ENOENT') return []
    throw error
  }
}
