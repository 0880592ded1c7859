import { resolve } from 'node:path'
import { readFile } from 'node:fs/promises'
import { deflateRawSync } from 'node:zlib'
import { build, type Metafile, type Plugin } from 'esbuild'
import { functions, type FunctionDefinition } from '../contract/functions.ts'
import { functionBundle } from './function-bundle.ts'
import { learnedIntents } from './learned-intents.ts'
import { writeIfChanged } from './write-if-changed.ts'

export interface BuiltFunction {
  readonly id: FunctionDefinition['id']
  /** The bundle's path. */
  readonly file: string
  readonly bytes: number
  readonly metafile: Metafile
}

/**
 * JSON as compressed text that is unpacked when it is wanted: Node would read an object, and any text of its length, at
 * every start.
 */
const packedJson: Plugin = {
  name: 'packed-json',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')))
      const packed = JSON.stringify(deflateRawSync(text, { level: 9 }).toString('base64'))
      const unpacked = `require('node:zlib').inflateRawSync(Buffer.from(${packed}, 'base64'))`
      return { loader: 'js', contents: `module.exports = JSON.parse(${unpacked})` }
    })
  },
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
        plugins: [learnedIntents, packedJson],
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
