import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { functions } from '../../contract/functions.ts'
import { learnedIntents } from '../../scripts/learned-intents.ts'
import type { PlantedBug } from './planted-bugs.ts'

const root = resolve(import.meta.dirname, '../..')

/**
 * Bundles the simulation, and the functions as they are deployed, with a bug planted if one is given. Gives the path of
 * the program.
 */
export async function buildSimulation(bug: PlantedBug | null = null): Promise<string> {
  const folder = resolve(root, 'dist/simulation', bug?.name ?? 'as-it-is')
  const plugins = bug === null ? [learnedIntents] : [learnedIntents, plant(bug)]
  const alias = { 'json-bigint': resolve(root, 'tests/simulation/plain-json.ts') }
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node22',
    plugins,
    logLevel: 'warning',
  } as const
  await Promise.all([
    build({
      ...shared,
      entryPoints: ['tests/simulation/run-worlds.ts'],
      outfile: resolve(folder, 'run-worlds.mjs'),
      format: 'esm',
      alias,
    }),
    ...functions.map(({ id }) =>
      build({
        ...shared,
        entryPoints: [`functions/${id}/main.ts`],
        outfile: resolve(folder, 'functions', id, 'main.cjs'),
        format: 'cjs',
        minifySyntax: true,
        alias: { ...alias, undici: resolve(root, 'functions/repositories/sdk-transport.ts') },
        footer: { js: 'module.exports=module.exports.default;' },
      }),
    ),
  ])
  return resolve(folder, 'run-worlds.mjs')
}

/** Changes one place in one file while it is bundled. Throws when the place is not there any more. */
function plant(bug: PlantedBug): Plugin {
  return {
    name: 'plant',
    setup(build) {
      build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (relative(root, path) !== bug.file) return null
        const text = await readFile(path, 'utf8')
        if (text.split(bug.find).length !== 2) {
          throw new Error(`${bug.file} has not exactly one place that reads “${bug.find}”`)
        }
        return {
          contents: text.replace(bug.find, () => bug.replaceBy),
          loader: path.endsWith('x') ? 'tsx' : 'ts',
        }
      })
    },
  }
}
