import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { writeNotices } from './third-party-notices.ts'
import { writeIfChanged } from './write-if-changed.ts'

/** Bundles the inbox: one script, one style sheet, and its page as it is. */
export async function buildInbox(root: string, outDir: string): Promise<{ readonly metafile: Metafile }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { inbox: 'inbox/main.tsx', styles: 'inbox/styles.css' },
    outdir: outDir,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  for (const { path, contents } of outputFiles) await writeIfChanged(path, contents)
  await writeIfChanged(resolve(outDir, 'index.html'), await readFile(resolve(root, 'inbox/index.html')))
  await writeNotices(root, outDir, [metafile])
  return { metafile }
}
