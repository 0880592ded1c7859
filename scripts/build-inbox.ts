import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { build, type BuildOptions, type Metafile } from 'esbuild'
import { joinChunks } from './join-chunks.ts'
import { writeNotices } from './third-party-notices.ts'
import { writeIfChanged } from './write-if-changed.ts'

const options = {
  bundle: true,
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
} satisfies BuildOptions & { metafile: true; write: false }

/**
 * Bundles the inbox: script and styles, the part of both that it fetches once its list is shown, and its page as it is.
 * The part's name carries a hash, so that a page never meets the part of another version.
 */
export async function buildInbox(
  root: string,
  outDir: string,
): Promise<{
  /** What is loaded until the first list is shown. */
  readonly firstFiles: readonly string[]
  readonly metafile: Metafile
}> {
  const common = { ...options, absWorkingDir: root, outdir: outDir }
  const [script, styles] = await Promise.all([
    build({ ...common, entryPoints: { inbox: 'inbox/main.tsx' }, format: 'esm', splitting: true }),
    build({ ...common, entryPoints: { styles: 'inbox/styles.css', later: 'inbox/later.css' }, minify: true }),
  ])
  const joined = await joinChunks(script.outputFiles, script.metafile, 'inbox.js')
  const version = createHash('sha256')
    .update([...joined.values()].join())
    .digest('hex')
    .slice(0, 10)
  const rename = (text: string) => text.replaceAll('later-part.js', `later-part-${version}.js`)
  const files = new Map<string, Uint8Array>([
    ['index.html', await readFile(resolve(root, 'inbox/index.html'))],
    ...[...joined].map(([name, text]) => [rename(name), Buffer.from(rename(text))] as const),
    ...styles.outputFiles.map(({ path, contents }) => [basename(path), contents] as const),
  ])
  for (const [name, contents] of files) await writeIfChanged(join(outDir, name), contents)
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.js') && !files.has(name)) await rm(join(outDir, name), { force: true })
  }
  await writeNotices(root, outDir, [script.metafile])
  return { firstFiles: ['index.html', 'styles.css', 'inbox.js'], metafile: script.metafile }
}
