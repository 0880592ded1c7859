import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, delimiter, resolve } from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'

const root = resolve(import.meta.dirname, '../..')
const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) })
const Sbom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string() })),
})

it('the bill of materials names every dependency with the version that is pinned', () => {
  const { dependencies } = Manifest.parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')))
  const { stdout, stderr } = spawnSync('npm', ['run', '--silent', 'sbom'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` },
  })
  expect(stderr).toBe('')
  const { components } = Sbom.parse(JSON.parse(stdout))
  const listed = new Map(components.map(({ name, version }) => [name, version]))
  for (const [name, version] of Object.entries(dependencies)) {
    expect(listed.get(name), name).toBe(version)
  }
})
