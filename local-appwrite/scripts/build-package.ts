import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

import { build, type Metafile } from 'esbuild'

/** Modules that start as processes or threads, or are loaded late: each has to stay a file of its own. */
const SEPARATE = [
  './runtime/worker-main.ts',
  './runtime/worker-guard.ts',
  './runtime/build-main.ts',
  './store/geometry/shape-relations.ts',
]
/** What the person who installs it brings along, or leaves. */
const OPTIONAL = ['jsts', 'vitest']
const TARGET = 'node24'
/** CommonJS packages in a bundle of modules ask for Node's own modules by `require`. */
const REQUIRE = `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`

/** `./runtime/worker-main.ts` → `worker-main` */
export function entryName(path: string): string {
  return basename(path, '.ts')
}

/** Writes `dist/`: the bundle, the types of the modules, and the licences of what is inside. */
export async function buildPackage(
  root: string,
  modules: readonly string[],
  commands: readonly string[],
): Promise<void> {
  const dist = join(root, 'dist')
  await rm(dist, { recursive: true, force: true })
  const metafile = await bundle(root, dist, [...modules, ...commands])
  await writeTypes(root, dist, modules)
  await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), await licencesOf(root, metafile))
}

/**
 * Bundles some entries with all dependencies into a folder.
 *
 * All files lie side by side, so that a module finds the others at the same place whichever of them it ended up in.
 */
export async function bundle(root: string, folder: string, entries: readonly string[]): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entries, ...SEPARATE],
    outdir: folder,
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    external: OPTIONAL,
    banner: { js: REQUIRE },
    legalComments: 'none',
    metafile: true,
  })
  return metafile
}

async function writeTypes(root: string, dist: string, modules: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'local-appwrite-types-'))
  try {
    const tsc = resolve(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')
    const { status } = spawnSync(
      process.execPath,
      [tsc, '-p', join(root, 'tsconfig.package.json'), '--outDir', folder],
      { cwd: root, stdio: 'inherit' },
    )
    if (status !== 0) throw new Error('the types could not be written, see above')
    const names = modules.map(entryName)
    for (const name of names) {
      const text = await readFile(join(folder, `${name}.d.ts`), 'utf8')
      const types = text.replaceAll(/(from '\.\/[^']+)\.ts'/g, `$1.js'`)
      for (const [, other = ''] of types.matchAll(/(?:from |import\()['"]\.\/([^'"]+)\.js['"]/g)) {
        if (!names.includes(other)) throw new Error(`the types of ${name} need those of ${other}`)
      }
      await writeFile(join(dist, `${name}.d.ts`), types)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The licence of every package that something of went into the bundle. */
async function licencesOf(root: string, { inputs }: Metafile): Promise<string> {
  const folders = Object.keys(inputs).flatMap((path) => {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
    return folder === undefined ? [] : [folder]
  })
  const notices = [...new Set(folders)].sort().map(async (folder) => {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry))
    if (file === undefined) throw new Error(`${name} has no licence file`)
    return `${name}\n\n${(await readFile(join(root, folder, file), 'utf8')).trim()}\n`
  })
  return (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`)
}
