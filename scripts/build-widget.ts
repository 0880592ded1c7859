import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild'
import { joinChunks } from './join-chunks.ts'
import { packedTranslations } from './packed-translations.ts'
import { writeNotices } from './third-party-notices.ts'
import { writeIfChanged } from './write-if-changed.ts'

export interface BuiltFile {
  readonly name: string
  readonly bytes: number
  readonly gzipBytes: number
  /** Whether it has one language's texts, which only its readers load: those of the panel, or of the late parts. */
  readonly translation: 'panel' | 'late' | null
}

export interface BuiltWidget {
  /** The loader, the panel, then the parts that it fetches when they are needed. */
  readonly files: readonly BuiltFile[]
  /** What went in: `panel` covers the panel and its parts. */
  readonly metafile: { readonly loader: Metafile; readonly panel: Metafile }
}

/** Style sheets are templates with a rule a line: no browser needs the lines. */
const oneLineStyles: Plugin = {
  name: 'one-line-styles',
  setup(build) {
    build.onLoad({ filter: /styles\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { loader: 'ts', contents: text.replace(/`[^`]*`/g, (css) => css.replace(/\n\s*/g, '')) }
    })
  },
}

const TRANSLATIONS = { panel: 'widget/locales/translations/', late: 'widget/locales/late/' } as const

const options = {
  bundle: true,
  plugins: [oneLineStyles, packedTranslations],
  target: 'es2022',
  metafile: true,
  write: false,
  legalComments: 'none',
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
} satisfies BuildOptions & { metafile: true; write: false }

/**
 * Builds what a page loads: `widget.js`, and the panel with its parts, whose names carry a hash of all contents so
 * that they may be cached for ever. Whatever lay in `outDir` before is removed.
 */
export async function buildWidget(outDir: string): Promise<BuiltWidget> {
  const panel = await build({
    ...options,
    entryPoints: { panel: 'widget/panel/main.tsx' },
    format: 'esm',
    splitting: true,
    outdir: outDir,
  })
  const joined = await joinChunks(panel.outputFiles, panel.metafile, 'panel.js')
  const hash = createHash('sha256')
  for (const text of joined.values()) hash.update(text)
  const version = hash.digest('hex').slice(0, 10)
  const parts = [...joined.keys()].map((name) => name.replace('.js', ''))
  const rename = (text: string) =>
    text.replaceAll(new RegExp(`\\b(${parts.join('|')})\\.js\\b`, 'g'), `$1-${version}.js`)
  const translations = new Map(
    Object.values(panel.metafile.outputs).map(({ entryPoint = '' }) => [
      rename(`${basename(entryPoint, '.ts')}.js`),
      translationIn(entryPoint),
    ]),
  )
  const loader = await build({
    ...options,
    minify: true,
    // A classic script is in whatever charset its page or its server says.
    charset: 'ascii',
    entryPoints: ['widget/launcher/loader.ts'],
    format: 'iife',
    outfile: join(outDir, 'widget.js'),
    // Whatever a browser lacks, nothing is thrown into the page.
    banner: { js: 'try{' },
    footer: { js: '}catch(e){console.warn("Porchlight:",e)}' },
    // A module's code needs no 'use strict', which `strict` in tsconfig.json would put here.
    tsconfigRaw: {},
    define: { PANEL_FILE: JSON.stringify(`./${rename('panel.js')}`) },
  })
  const texts = new Map(loader.outputFiles.map(({ path, text }) => [basename(path), text]))
  for (const [name, text] of joined) texts.set(rename(name), rename(text))
  const files: BuiltFile[] = []
  for (const [name, text] of texts) {
    await writeIfChanged(join(outDir, name), Buffer.from(text))
    files.push({
      name,
      bytes: Buffer.byteLength(text),
      gzipBytes: gzipSync(text, { level: 9 }).length,
      translation: translations.get(name) ?? null,
    })
  }
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.js') && !texts.has(name)) await rm(join(outDir, name), { force: true })
  }
  await writeNotices(options.absWorkingDir, outDir, [loader.metafile, panel.metafile])
  return { files, metafile: { loader: loader.metafile, panel: panel.metafile } }
}

function translationIn(path: string): BuiltFile['translation'] {
  if (path.startsWith(TRANSLATIONS.panel)) return 'panel'
  return path.startsWith(TRANSLATIONS.late) ? 'late' : null
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files } = await buildWidget(fileURLToPath(new URL('../dist/widget', import.meta.url)))
  for (const { name, bytes, gzipBytes } of files) {
    process.stdout.write(`${name}\t${bytes} B\t${gzipBytes} B gzip\n`)
  }
}
