import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type BuildOptions, type Metafile } from 'esbuild'

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
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
} as const satisfies BuildOptions

/**
 * Builds the two files that a page loads: `widget.js`, and the panel, whose name carries a hash of its content so
 * that it may be cached for ever. Whatever lay in `outDir` before is removed.
 */
export async function buildWidget(outDir: string): Promise<BuiltWidget> {
  const panel = await build({
    ...options,
    entryPoints: ['widget/main.tsx'],
    format: 'esm',
    outdir: outDir,
    entryNames: 'panel-[hash]',
  })
  const panelName = basename(panel.outputFiles[0]?.path ?? '')
  const loader = await build({
    ...options,
    entryPoints: ['widget/loader.ts'],
    format: 'iife',
    outfile: join(outDir, 'widget.js'),
    define: { PANEL_FILE: JSON.stringify(panelName) },
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files } = await buildWidget(fileURLToPath(new URL('../dist/widget', import.meta.url)))
  for (const { name, bytes, gzipBytes } of files) {
    process.stdout.write(`${name}\t${bytes} B\t${gzipBytes} B gzip\n`)
  }
}
