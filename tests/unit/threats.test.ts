import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const threats = readFileSync(resolve(root, 'THREATS.md'), 'utf8')
const rows = threats
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| class') && !line.startsWith('| --'))
  .map((line) => line.split(' | '))
const testFiles = ['tests', 'local-appwrite/tests'].flatMap((folder) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `${folder}/${path}`),
)

describe('each threat', () => {
  it.each(rows.map(([threat = '', , held = '']) => [threat.replace('| ', ''), held]))(
    '%s is held by a test that is there, by its title',
    (_threat, held) => {
      const named = [...held.matchAll(/`([^`]+\.test\.ts)`: ((?:(?:planted )?“[^”]+”(?:, )?)+)/g)]
      expect(named).not.toEqual([])
      for (const [, file = '', titles = ''] of named) {
        const [path, ...others] = testFiles.filter((one) => one.endsWith(file))
        expect([path, others]).toEqual([expect.any(String), []])
        const text = readFileSync(resolve(root, path ?? ''), 'utf8')
        for (const [, title = ''] of titles.matchAll(/“([^”]+)”/g)) expect(text).toMatch(patternOf(title))
      }
    },
  )
})

/** An ellipsis stands for the rest of a title. */
function patternOf(title: string): RegExp {
  const parts = title.split('…').map((part) => part.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(parts.join(String.raw`[^\n]*`))
}
