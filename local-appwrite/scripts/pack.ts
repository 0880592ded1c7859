/**
 * Makes the package that npm publishes, before `npm pack` (and with `--undo` after it). Node runs TypeScript everywhere
 * but below `node_modules`, so `package.json` names the sources while they are worked on, and in the package each
 * `./x.ts` of it is `./dist/x.js`.
 */
import { rename, readFile, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import * as z from 'zod/mini'

import { buildPackage, entryName } from './build-package.ts'

const root = resolve(import.meta.dirname, '..')
const manifest = resolve(root, 'package.json')
/** What `package.json` is while it holds what is published. */
const kept = resolve(root, '.package.source.json')

const Manifest = z.looseObject({
  bin: z.record(z.string(), z.string()),
  exports: z.record(z.string(), z.string()),
})
type Manifest = z.infer<typeof Manifest>

await restore()
if (!process.argv.includes('--undo')) {
  const text = await readFile(manifest, 'utf8')
  const source = Manifest.parse(JSON.parse(text))
  await buildPackage(root, Object.values(source.exports), Object.values(source.bin))
  await writeFile(kept, text)
  await writeFile(manifest, `${JSON.stringify(published(source), null, 2)}\n`)
}

/** Puts back what was worked on, also after a run that was cut short. */
async function restore(): Promise<void> {
  try {
    await rename(kept, manifest)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  await rm(kept, { force: true })
}

/** Without what only a clone needs; the dependencies are inside the bundle. */
function published(source: Manifest): object {
  const { scripts: _scripts, dependencies: _bundled, devDependencies: _tools, ...rest } = source
  return {
    ...rest,
    bin: mapped(source.bin, (path) => `./dist/${entryName(path)}.js`),
    exports: mapped(source.exports, (path) => ({
      types: `./dist/${entryName(path)}.d.ts`,
      default: `./dist/${entryName(path)}.js`,
    })),
  }
}

function mapped<T>(paths: Record<string, string>, change: (path: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, change(path)]))
}
