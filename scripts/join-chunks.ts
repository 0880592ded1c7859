import { basename } from 'node:path'
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild'

/**
 * Makes one file of a split bundle's entry and all that it shares with its later parts, which take from it what
 * they need, by short names: one request instead of one per shared chunk, and better compressed.
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
  // Of what is shared the entry alone needs a lot: that has no name outside.
  const later = [...texts].flatMap(([name, text]) => (name === entry || shared.has(name) ? [] : [text]))
  const names = [...shared].flatMap((chunk) => {
    const wanted = new Set(later.flatMap((text) => importedFrom(chunk, text)))
    return [...wanted].sort().map((name) => ({ chunk, name }))
  })
  const aliases = names.map((one, index) => ({ ...one, alias: `_${index.toString(36)}` }))
  const shortNames = new Map<string, string>()
  const aliasesOf = (chunk: string) => aliases.filter((one) => one.chunk === chunk)
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
          if (name === entry && !isEntry) return { path: `./${entry}`, external: true }
          return { path: name, namespace: shared.has(name) && !isEntry ? 'shared' : 'chunk' }
        })
        build.onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({
          contents: texts.get(path) ?? '',
          resolveDir: '/',
        }))
        build.onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => ({
          contents: `export { ${aliasesOf(path)
            .map(({ name, alias }) => `${shortNames.get(alias)} as ${name}`)
            .join()} } from './${entry}'`,
          resolveDir: '/',
        }))
      },
    }
  }

  async function join(isEntry: boolean, contents: string): Promise<string> {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: '/' },
      bundle: true,
      minify: true,
      target: 'es2022',
      format: 'esm',
      write: false,
      legalComments: 'none',
      // Modules are UTF-8 whatever a server says.
      charset: 'utf8',
      plugins: [plugin(isEntry)],
    })
    return outputFiles[0]?.text ?? ''
  }

  const reexports = [...shared].map(
    (chunk) =>
      `export { ${aliasesOf(chunk)
        .map(({ name, alias }) => `${name} as ${alias}`)
        .join()} } from './${chunk}'`,
  )
  const whole = await join(true, [`export * from './${entry}'`, ...reexports].join('\n'))
  // The parts may as well use the names that minifying has given them: no alias is shorter.
  const exportsAt = whole.lastIndexOf('export{')
  const exports = whole.slice(exportsAt).replace(/([\w$]+) as (_\w+)/g, (_, short: string, alias: string) => {
    shortNames.set(alias, short)
    return short
  })
  const joined = new Map([[entry, whole.slice(0, exportsAt) + exports]])
  for (const [name] of parts) joined.set(partName(name), await join(false, `export * from './${name}'`))
  return joined
}

/** The names that a file of esbuild's takes from another one. */
function importedFrom(name: string, text: string): readonly string[] {
  const statements = text.matchAll(/^import \{([^}]*)\} from "\.\/([^"]+)";$/gm)
  return [...statements].flatMap(([, names = '', from = '']) =>
    from === name ? names.split(',').map((one) => one.replace(/ as .*/s, '').trim()) : [],
  )
}
