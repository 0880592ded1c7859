#!/usr/bin/env node
/** The command `porchlight`: in a checkout from the sources, which are always the newest, else from the package's bundle. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// The sources of the widget aren't part of the package.
const isCheckout = existsSync(new URL('./index.ts', import.meta.url))

if (isCheckout) {
  const runner = new URL('../scripts/run.mjs', import.meta.url)
  process.argv.splice(1, 1, fileURLToPath(runner), 'porchlight')
  await import(runner.href)
} else if (Number.parseInt(process.versions.node, 10) < 22) {
  process.stderr.write(`porchlight: Needs Node 22 or newer; this is ${process.versions.node}.\n`)
  process.exitCode = 1
} else {
  await import('./dist/cli/porchlight.js')
}
