import { cp, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { build, type Metafile } from 'esbuild'

/** Bundles the inbox: one script, one style sheet, and its page as it is. */
export async function buildInbox(root: string, outDir: string): Promise<{ readonly metafile: Metafile }> {
  await mkdir(outDir, { recursive: true })
  const [{ metafile }] = await Promise.all([
    build({
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
      logLevel: 'warning',
    }),
    cp(resolve(root, 'inbox/index.html'), resolve(outDir, 'index.html')),
  ])
  return { metafile }
}
