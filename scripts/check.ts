/** `npm run check`: everything that a change must pass beside the tests of `npm test`. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const bin = (name: string) => resolve(root, 'node_modules/.bin', name)

const checks: readonly (readonly [string, string, readonly string[]])[] = [
  ['types, Node side', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types, package local-appwrite', bin('tsc'), ['-p', 'local-appwrite/tsconfig.package.json', '--noEmit']],
  ['types, client', bin('tsc'), ['-p', 'client/tsconfig.json']],
  ['types, widget', bin('tsc'), ['-p', 'widget/tsconfig.json']],
  ['types, npm package', bin('tsc'), ['-p', 'embed/tsconfig.json']],
  ['types, inbox', bin('tsc'), ['-p', 'inbox/tsconfig.json']],
  ['types, browser tests', bin('tsc'), ['-p', 'tests/browser/tsconfig.json']],
  ['types, simulation', bin('tsc'), ['-p', 'tests/simulation/tsconfig.json']],
  ['types, tests of client', bin('tsc'), ['-p', 'tests/unit/client/tsconfig.json']],
  ['types, tests of widget', bin('tsc'), ['-p', 'tests/unit/widget/tsconfig.json']],
  ['types, tests of inbox', bin('tsc'), ['-p', 'tests/unit/inbox/tsconfig.json']],
  ['lint, with types', bin('oxlint'), ['--deny-warnings']],
  ['format', bin('oxfmt'), ['--check']],
  ['unused code', bin('knip'), []],
  ['build and budgets', process.execPath, ['scripts/build.ts']],
  ['unit tests', process.execPath, ['scripts/run-tests.ts', 'tests/unit']],
]

const failed: string[] = []
for (const [name, command, args] of checks) {
  process.stderr.write(`\n── ${name}\n`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}
process.stderr.write(failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.join(', ')}\n`)
process.exitCode = failed.length === 0 ? 0 : 1
