import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Metafile } from 'esbuild'
import { writeIfChanged } from './write-if-changed.ts'

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt'

/** The folders of the packages that something of went into a bundle, by esbuild's own account: `node_modules/preact`. */
export function packagesIn(metafiles: readonly Metafile[]): string[] {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.entries(output.inputs)),
  )
  const folders = inputs.flatMap(([path, { bytesInOutput }]) => {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
    return bytesInOutput > 0 && folder !== undefined ? [folder] : []
  })
  return [...new Set(folders)].sort()
}

export function packageName(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/**
 * Writes the licences of what others made, beside what is served: the icons', and those of the packages in the bundles.
 *
 * @throws Error when a package has no licence file
 */
export async function writeNotices(
  root: string,
  outDir: string,
  metafiles: readonly Metafile[],
): Promise<void> {
  const icons = `Icons of Lucide\n\n${await readFile(resolve(root, 'widget/LUCIDE-LICENSE.txt'), 'utf8')}`
  const packages = await Promise.all(packagesIn(metafiles).map((folder) => noticeOf(resolve(root, folder))))
  const text = [icons, ...packages].map((notice) => notice.trim()).join(`\n\n${'-'.repeat(80)}\n\n`)
  await writeIfChanged(join(outDir, NOTICES_FILE), Buffer.from(`${text}\n`))
}

async function noticeOf(folder: string): Promise<string> {
  const name = packageName(folder)
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry))
  if (file === undefined) throw new Error(`${name} has no file that names its licence`)
  return `${name}\n\n${await readFile(join(folder, file), 'utf8')}`
}
