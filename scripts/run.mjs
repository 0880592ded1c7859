/**
 * What every script of package.json begins with: installs what is missing, then runs `scripts/NAME.ts`, or a path, on a
 * Node that reads TypeScript. It does so itself, rather than by `prestart` and its like, because npm leaves those out
 * under `ignore-scripts`, and pnpm always.
 */
import { spawn } from 'node:child_process'
import module from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureInstalled } from './ensure-installed.mjs'

// Before the script is loaded, of which reading its TypeScript is half; an old Node that only starts another has none.
module.enableCompileCache?.()

const folder = dirname(fileURLToPath(import.meta.url))
const [, , name = 'start', ...args] = process.argv
const script = name.endsWith('.ts') ? resolve(folder, '..', name) : join(folder, `${name}.ts`)
const isForTests = ['run-tests', 'test-appwrite', 'check'].includes(name)
const node = ensureInstalled({ tools: isForTests || name === 'bench', browser: isForTests })

if (node === process.execPath) {
  process.argv.splice(1, 2, script)
  await import(pathToFileURL(script).href)
} else {
  const bin = join(folder, '..', 'node_modules', '.bin')
  const child = spawn(node, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  })
  // A terminal's Ctrl-C reaches the child as well.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}
