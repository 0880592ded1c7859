/**
 * Makes `embed/dist/`, what npm publishes as `porchlight`: the package's modules, the widget's files beside them, and the
 * types; and the command `porchlight` with the functions that it deploys.
 */
import { spawnSync } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { functionPath } from '../contract/functions.ts'
import { buildCli } from './build-cli.ts'
import { buildFunctions } from './build-functions.ts'
import { buildWidget } from './build-widget.ts'

const folder = resolve(import.meta.dirname, '../embed')
const dist = join(folder, 'dist')

await rm(dist, { recursive: true, force: true })
const { files } = await buildWidget(dist)
const panel = files.find(({ name }) => name.startsWith('panel-'))
if (panel === undefined) throw new Error('the widget has no panel')

/** A bundler has to see which file is imported; for the snippet its address is only known on the page. */
const importPanel: Plugin = {
  name: 'import-panel',
  setup(build) {
    build.onLoad({ filter: /import-panel\.ts$/ }, () => ({
      loader: 'ts',
      contents: `export const importPanel = () => import('./${panel.name}')`,
    }))
  },
}

await build({
  absWorkingDir: folder,
  entryPoints: ['index.ts', 'launcher.ts'],
  outdir: dist,
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  minifySyntax: true,
  format: 'esm',
  target: 'es2022',
  tsconfigRaw: {},
  external: [`./${panel.name}`],
  plugins: [importPanel],
})

const root = resolve(folder, '..')
await buildCli(root, join(dist, 'cli'))
for (const { id, file } of await buildFunctions(root)) {
  await cp(file, join(folder, functionPath(id), basename(file)))
}

const tsc = resolve(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')
const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', '..']
const { status } = spawnSync(
  process.execPath,
  [tsc, '-p', join(folder, 'tsconfig.json'), ...options, '--outDir', join(dist, 'types')],
  { cwd: folder, stdio: 'inherit' },
)
if (status !== 0) throw new Error('the types could not be written, see above')
