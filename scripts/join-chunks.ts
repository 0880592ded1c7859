import { basename } from 'node:path'
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild'

/**
 * Makes one file of a split bundle's entry and all that it shares with its later parts, which take from it what
 * they need: one request instead of one per shared chunk, and better compressed.
 *
 * @param files what esbuild's `splitting` put out, with names not yet minified
 * @param entry such as `panel.js`
 * @returns minified texts by name: the entry, then its parts, such as `conversation.js`
 */
export async function joinChunks(
  files: readonly OutputFile[],
  metafile: Metafile,
  entry: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]))
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]))
  const shared = new Set(
    outputs
      .get(entry)
      ?.imports.filter(({ kind }) => kind === 'import-statement')
      .map(({ path }) => basename(path)),
  )
  const parts = [...outputs].filter(([name, { entryPoint }]) => entryPoint !== undefined && name !== entry)
  /** `conversation-ABCD1234.js` is the part `conversation.js`. */
  const partName = (name: string) => name.replace(/-\w+\.js$/, '.js')

  function plugin(isEntry: boolean): Plugin {
    return {
      name: 'join-chunks',
      setup(build) {
        build.onResolve({ filter: /^\.\// }, ({ path, kind }) => {
          const name = basename(path)
          if (kind === 'dynamic-import') return { path: `./${partName(name)}`, external: true }
          if (!isEntry && shared.has(name)) return { path: `./${entry}`, external: true }
          return { path: name, namespace: 'chunk' }
        })
        build.onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({
          contents: texts.get(path) ?? '',
          resolveDir: '/',
        }))
      },
    }
  }

  async function join(isEntry: boolean, names: readonly string[]): Promise<string> {
    const { outputFiles } = await build({
      stdin: { contents: names.map((name) => `export * from './${name}'`).join('\n'), resolveDir: '/' },
      bundle: true,
      minify: true,
      target: 'es2022',
      format: 'esm',
      write: false,
      legalComments: 'none',
      plugins: [plugin(isEntry)],
    })
    return outputFiles[0]?.text ?? ''
  }

  const joined = new Map([[entry, await join(true, [entry, ...shared])]])
  for (const [name] of parts) joined.set(partName(name), await join(false, [name]))
  return joined
}
