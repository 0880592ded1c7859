/**
 * Installs what is missing before a script runs, on whatever Node started npm. Plain JavaScript, because the Node 24
 * that runs everything else is one of the dependencies.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * Installs by the lockfile what is missing or of another version, whoever installed the rest, and with `browser` a
 * Chromium when there is none. Ends the process with one line about what to do when it can't.
 *
 * @param {{ tools: boolean, browser: boolean }} needs `tools`: those of tests and checks, too. An older Node needs them
 *   all, as the Node 24 that takes its place is one of them
 * @returns {string} the Node that runs TypeScript as it is: this one, or that of the dependencies
 */
export function ensureInstalled({ tools, browser }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer from https://nodejs.org.`)
  }
  const wanted =
    packagesOf('package-lock.json') ??
    fail('package-lock.json is missing or no JSON. Get it back, then run this again.')
  const installed = packagesOf(join('node_modules', '.package-lock.json')) ?? {}
  const isTool = (path) => wanted[path]?.dev === true || wanted[path]?.devOptional === true
  const withTools = tools || major < 24 || Object.keys(installed).some(isTool)
  const isNeeded = (path) => path !== '' && (tools || major < 24 || !isTool(path))
  if (!Object.keys(wanted).every((path) => !isNeeded(path) || isInPlace(wanted[path], installed[path]))) {
    say(
      `Installing dependencies${withTools ? ', with the tools of the tests' : ''} (once, and after an update) …`,
    )
    npm(['ci', ...(withTools ? [] : ['--omit=dev']), '--no-audit', '--no-fund', '--loglevel=error'])
  }
  if (browser) ensureChromium()
  if (major >= 24) return process.execPath
  if (existsSync(ownNode)) return ownNode
  return fail(
    `Node 24 is a dependency, but packages run no install scripts here (ignore-scripts), so it is not in place. Run "npm rebuild node --ignore-scripts=false", or use Node 24 instead of ${process.versions.node}; then run this again.`,
  )
}

/** The packages of a lockfile, by their place; null when there is none. npm leaves one of what it installed in node_modules. */
function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(join(root, lockfile), 'utf8')).packages ?? {}
  } catch {
    // None, or one that was cut short: either way nothing of it counts.
    return null
  }
}

/** What is optional is for other machines, where npm left it out. */
function isInPlace(wanted, installed) {
  if (installed === undefined) return wanted.optional === true || wanted.devOptional === true
  return installed.version === wanted.version && installed.integrity === wanted.integrity
}

/**
 * Finds Chromium as the tests do: CHROMIUM_PATH, the PATH, Playwright's own. Installs one when none is there, and where
 * Debian's tools are at hand its headless shell too, with which the tests take half of the processor time.
 */
function ensureChromium() {
  if (process.env['CHROMIUM_PATH'] || onPath('chromium-headless-shell')) return
  const { chromium } = createRequire(import.meta.url)('playwright')
  const found = onPath('chromium') || existsSync(chromium.executablePath())
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    say('Installing Debian’s Chromium for the browser tests …')
    if (installByApt('chromium-headless-shell') || found || installByApt('chromium')) return
  }
  if (found) return
  say('Installing Playwright’s Chromium for the browser tests …')
  const cli = join(root, 'node_modules', 'playwright', 'cli.js')
  run(process.execPath, [cli, 'install', 'chromium'], process.env)
}

/** @returns {boolean} whether it is there now; older systems have no such package */
function installByApt(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (/** @type {string[]} */ ...args) => attempt('apt-get', args, env).status === 0
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', name, 'fonts-liberation')
  // A fresh machine has no list of packages, an older one names versions that are gone.
  return install() || (apt('update', '-qq') && install())
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
  // pnpm and yarn set it to their own path too, but the lockfile is npm's.
  if (basename(cli) === 'npm-cli.js') run(process.execPath, [cli, ...args], process.env)
  else run('npm', args, process.env)
}

function attempt(command, args, env) {
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] })
}

function run(command, args, env) {
  const { status, error } = attempt(command, args, env)
  if (error || status !== 0) {
    fail(
      error
        ? `"${command} ${args.join(' ')}" can't be started (${error.message}). Install ${command}, then run this again.`
        : `"${command} ${args.join(' ')}" failed. Fix what it reports above, then run this again.`,
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
