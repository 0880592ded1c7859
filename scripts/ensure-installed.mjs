/**
 * Installs what is missing before a script runs, on whatever Node started npm. Plain JavaScript, because the Node 24
 * that runs everything else comes with the dependencies.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.porchlight-lockfile')
const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * Installs the dependencies when they are missing or of another lockfile, and with `browser` a Chromium when there is
 * none. Ends the process with one line that says what to do when it can't.
 *
 * @param {{ browser: boolean }} needs
 * @returns {string} the Node that runs TypeScript as it is: this one, or that of the dependencies
 */
export function ensureInstalled({ browser }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer from https://nodejs.org.`)
  }
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockfile) {
    say('Installing dependencies (once, and after an update) …')
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    writeFileSync(stamp, lockfile)
  }
  if (browser) ensureChromium()
  if (major >= 24) return process.execPath
  if (existsSync(ownNode)) return ownNode
  return fail(
    `Node 24 is a dependency, but packages run no install scripts here (ignore-scripts), so it is not in place. Run "npm rebuild node --ignore-scripts=false", or use Node 24 instead of ${process.versions.node}; then run this again.`,
  )
}

/** Finds Chromium as the tests do: CHROMIUM_PATH, the PATH, Playwright's own. Installs one when none is there. */
function ensureChromium() {
  if (process.env['CHROMIUM_PATH'] || onPath('chromium')) return
  const { chromium } = createRequire(import.meta.url)('playwright')
  if (existsSync(chromium.executablePath())) return
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    say('Installing Debian’s Chromium for the browser tests …')
    const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], quiet)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], quiet)
    return
  }
  say('Installing Playwright’s Chromium for the browser tests …')
  const cli = join(root, 'node_modules', 'playwright', 'cli.js')
  run(process.execPath, [cli, 'install', 'chromium'], process.env)
}

function onPath(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function npm(args) {
  const cli = process.env['npm_execpath'] ?? ''
  // pnpm and yarn, too, say there where they are, but the lockfile is npm's.
  if (basename(cli) === 'npm-cli.js') run(process.execPath, [cli, ...args], process.env)
  else run('npm', args, process.env)
}

function run(command, args, env) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] })
  if (error || status !== 0) {
    fail(
      error
        ? `"${command} ${args.join(' ')}" can't be started (${error.message}). Install ${command}, then run this again.`
        : `"${command} ${args.join(' ')}" failed. Mend what it says above, then run this again.`,
    )
  }
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

/** @returns {never} */
function fail(text) {
  say(text)
  process.exit(1)
}
