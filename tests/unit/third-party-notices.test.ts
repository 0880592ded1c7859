import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Metafile } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildAll } from '../../scripts/build-all.ts'
import { NOTICES_FILE, packageName, packagesIn, writeNotices } from '../../scripts/third-party-notices.ts'

const root = resolve(import.meta.dirname, '../..')

describe('what is served', () => {
  it('lies beside the licence of every package in it, and of the icons', async () => {
    const { widget, inbox } = await buildAll(root)
    const parts = [
      { folder: 'dist/widget', metafiles: [widget.metafile.loader, widget.metafile.panel] },
      { folder: 'dist/inbox', metafiles: [inbox.metafile] },
    ]
    for (const { folder, metafiles } of parts) {
      const notices = await readFile(resolve(root, folder, NOTICES_FILE), 'utf8')
      const names = packagesIn(metafiles).map(packageName)
      expect(names).toContain('preact')
      for (const name of names) expect(notices).toContain(`\n${name}\n`)
      expect(notices).toMatch(/Icons of Lucide[^]*ISC License[^]*Copyright \(c\) 2015-present Jason Miller/)
    }
  })
})

describe('a package that says no licence', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porchlight-notices-'))
    await mkdir(join(folder, 'widget'))
    await writeFile(join(folder, 'widget/LUCIDE-LICENSE.txt'), 'ISC')
    await mkdir(join(folder, 'node_modules/@some/thing'), { recursive: true })
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('fails the build by its name', async () => {
    const inputs = { 'node_modules/@some/thing/index.js': { bytesInOutput: 1 } }
    const output = { bytes: 1, inputs, imports: [], exports: [] }
    const metafile: Metafile = { inputs: {}, outputs: { 'a.js': output } }
    await expect(writeNotices(folder, folder, [metafile])).rejects.toThrow('@some/thing has no file')
  })
})
