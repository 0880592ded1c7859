/**
 * Runs every test, or those whose path contains a word of the command line. The last line is `N passed, N failed`. What
 * did not run has failed: a skipped test, one whose hook threw, a file that could not be loaded.
 *
 *   --config FILE   another configuration of vitest
 */
import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'

const { values, positionals } = parseArgs({ options: { config: { type: 'string' } }, allowPositionals: true })
const vitest = await startVitest('test', positionals, {
  watch: false,
  reporters: ['default'],
  allowOnly: false,
  ...(values.config !== undefined && { config: values.config }),
})
let passed = 0
let failed = 0
for (const file of vitest.state.getTestModules()) {
  let problems = file.errors().length
  for (const suite of file.children.allSuites()) problems += suite.errors().length
  for (const test of file.children.allTests()) {
    if (test.result().state === 'passed') passed++
    else problems++
  }
  // Vitest's own word counts, should there be a way to fail that is not looked for here.
  failed += problems === 0 && file.state() === 'failed' ? 1 : problems
}
failed += vitest.state.getUnhandledErrors().length
await vitest.close()
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 && !process.exitCode ? 0 : 1)
