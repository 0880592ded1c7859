import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

function run(name: string): { readonly status: number | null; readonly last: string | undefined } {
  const { status, stdout } = spawnSync(
    process.execPath,
    [resolve(root, 'scripts/run-tests.ts'), '--config', 'tests/fixtures/verdicts/vitest.config.ts', name],
    { cwd: root, encoding: 'utf8' },
  )
  return { status, last: stdout.trim().split('\n').at(-1) }
}

describe('npm test', () => {
  it.each([
    ['fine', '1 passed, 0 failed', 0],
    ['throwing-hook', '1 passed, 2 failed', 1],
    ['throwing-teardown', '1 passed, 1 failed', 1],
    ['skipped', '1 passed, 1 failed', 1],
    ['unloadable', '0 passed, 1 failed', 1],
    ['no-such-file', '0 passed, 0 failed', 1],
  ])('counts what is %s as "%s" and exits with %i', (name, last, status) => {
    expect(run(name)).toEqual({ status, last })
  })
})
