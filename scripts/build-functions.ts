import { resolve } from 'node:path'
import { build, type Metafile } from 'esbuild'
import {
  functionEntrypoint,
  functionPath,
  functions,
  type FunctionDefinition,
} from '../contract/functions.ts'
import { learnedIntents } from './learned-intents.ts'
import { writeIfChanged } from './write-if-changed.ts'

export interface BuiltFunction {
  readonly id: string
  /** The bundle's path. */
  readonly file: string
  readonly bytes: number
  readonly metafile: Metafile
}

/** Where the build puts a function's bundle. */
export function functionBundle(root: string, id: FunctionDefinition['id']): string {
  return resolve(root, functionPath(id), functionEntrypoint)
}

/**
 * Bundles each function into one CommonJS file, as Appwrite's runtime loads it: an ES module bundle of node-appwrite
 * fails there with "Dynamic require". The SDK's own HTTP client gives way to `sdk-transport.ts`.
 */
export async function buildFunctions(root: string): Promise<BuiltFunction[]> {
  return Promise.all(
    functions.map(async ({ id }) => {
      const file = functionBundle(root, id)
      const result = await build({
        absWorkingDir: root,
        entryPoints: [`functions/${id}/main.ts`],
        outfile: file,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node22',
        minifySyntax: true,
        minifyWhitespace: true,
        legalComments: 'none',
        plugins: [learnedIntents],
        alias: { undici: resolve(root, 'functions/repositories/sdk-transport.ts') },
        // The runtime takes `module.exports`; esbuild's own interop object would do, this is plainer.
        footer: { js: 'module.exports=module.exports.default;' },
        metafile: true,
        write: false,
        logLevel: 'warning',
      })
      for (const { path, contents } of result.outputFiles) await writeIfChanged(path, contents)
      const bytes = Object.values(result.metafile.outputs)[0]?.bytes ?? 0
      return { id, file, bytes, metafile: result.metafile }
    }),
  )
}
