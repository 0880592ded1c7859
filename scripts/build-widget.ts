import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type BuildOptions, type Metafile } from 'esbuild'
import { foldContract } from './fold-contract.ts'

export interface BuiltFile {
  readonly name: string
  readonly bytes: number
  readonly gzipBytes: number
}

export interface BuiltWidget {
  /** The loader first, then the panel. */
  readonly files: readonly BuiltFile[]
  readonly metafile: { readonly loader: Metafile; readonly panel: Metafile }
}

const options = {
  bundle: true,
  minify: true,
  target: 'es2022',
  metafile: true,
  write: false,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [foldContract],
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
} as const satisfies BuildOptions

/**
 * Builds what a page loads: `widget.js`, and the panel in parts whose names carry a hash of their content, so that they
 * may be cached for ever. Whatever lay in `outDir` before is removed.
 */
export async function buildWidget(outDir: string): Promise<BuiltWidget> {
  const panel = await build({
    ...options,
    entryPoints: { panel: 'widget/main.tsx' },
    format: 'esm',
    splitting: true,
    outdir: outDir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
  })
  const loader = await build({
    ...options,
    entryPoints: ['widget/loader.ts'],
    format: 'iife',
    outfile: join(outDir, 'widget.js'),
    define: { PANEL_FILES: JSON.stringify(panelFiles(panel.metafile)) },
  })
  await rm(outDir, { recursive: true, force: true })
  await mkdir(outDir, { recursive: true })
  const files: BuiltFile[] = []
  for (const { path, contents } of [...loader.outputFiles, ...panel.outputFiles]) {
    await writeFile(path, contents)
    files.push({
      name: basename(path),
      bytes: contents.length,
      gzipBytes: gzipSync(contents, { level: 9 }).length,
    })
  }
  return { files, metafile: { loader: loader.metafile, panel: panel.metafile } }
}

/** The panel's entry and the files that it imports at once: all that opening it takes. */
function panelFiles({ outputs }: Metafile): readonly string[] {
  const [path, entry] =
    Object.entries(outputs).find(([, output]) => output.entryPoint === 'widget/main.tsx') ?? []
  const others = entry?.imports.filter(({ kind }) => kind === 'import-statement') ?? []
  return [path ?? '', ...others.map((other) => other.path)].map((name) => basename(name))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files } = await buildWidget(fileURLToPath(new URL('../dist/widget', import.meta.url)))
  for (const { name, bytes, gzipBytes } of files) {
    process.stdout.write(`${name}\t${bytes} B\t${gzipBytes} B gzip\n`)
  }
}
