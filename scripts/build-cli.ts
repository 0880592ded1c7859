import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Metafile, type Plugin } from 'esbuild'
import { learnedIntents } from './learned-intents.ts'
import { writeNotices } from './third-party-notices.ts'
import { writeIfChanged } from './write-if-changed.ts'

export interface BuiltCli {
  /** What Node is started with. */
  readonly entry: string
  readonly gzipBytes: number
  readonly metafile: Metafile
}

/** In place of `checkout.ts`: bundles lie in `dist/cli/` of the package, whose functions are built already. */
const PACKAGE = `
import { resolve } from 'node:path'
export const root = resolve(import.meta.dirname, '../..')
export const isCheckout = false
`
/** In place of what only a checkout can do. */
const UNBUILT = `export function ensureBuilt() { throw new Error('Only a checkout of Porchlight builds.') }`

/** Also: a module of Node's that is imported has all of it loaded, such as `fetch` with `node:http`: 15 ms that nobody needs. */
const asPackage: Plugin = {
  name: 'as-package',
  setup(build) {
    build.onLoad({ filter: /[/\\]scripts[/\\]checkout\.ts$/ }, () => ({
      loader: 'ts',
      contents: PACKAGE,
      resolveDir: resolve(import.meta.dirname),
    }))
    build.onLoad({ filter: /[/\\]scripts[/\\]ensure-built\.ts$/ }, () => ({
      loader: 'ts',
      contents: UNBUILT,
    }))
    build.onLoad({ filter: /[/\\]cell-width\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replace(/^const require = .*$/m, ''),
    }))
    build.onResolve({ filter: /^node:https?$/ }, ({ path }) => ({ path, namespace: 'builtin' }))
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}')`,
    }))
  },
}

/** Packages that are CommonJS call `require`, which modules lack. */
const REQUIRE = `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`

/** Bundles `porchlight`: a small entry, a file for each verb, and what they share, each loaded when it is wanted. */
export async function buildCli(root: string, outDir: string): Promise<BuiltCli> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { porchlight: 'scripts/porchlight.ts' },
    outdir: outDir,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    banner: { js: REQUIRE },
    plugins: [learnedIntents, asPackage],
    alias: { undici: resolve(root, 'scripts/porchlight/sdk-transport.ts') },
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  for (const { path, contents } of outputFiles) await writeIfChanged(path, contents)
  const names = new Set(outputFiles.map(({ path }) => basename(path)))
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.js') && !names.has(name)) await rm(join(outDir, name), { force: true })
  }
  await writeNotices(root, outDir, [metafile])
  const gzipBytes = outputFiles.reduce(
    (sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length,
    0,
  )
  return { entry: join(outDir, 'porchlight.js'), gzipBytes, metafile }
}
