/** Runs every test, or those whose path holds a word of the command line. The last line is `N passed, N failed`. */
import { startVitest } from 'vitest/node'

const filters = process.argv.slice(2)
const vitest = await startVitest('test', filters, { watch: false, reporters: ['default'] })
let passed = 0
let failed = 0
for (const file of vitest.state.getTestModules()) {
  // A file that could not be loaded has no tests to count, and has failed all the same.
  if (file.errors().length > 0) failed++
  for (const test of file.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') passed++
    else if (state === 'failed') failed++
  }
}
failed += vitest.state.getUnhandledErrors().length
await vitest.close()
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
