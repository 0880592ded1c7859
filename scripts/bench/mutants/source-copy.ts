import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/** How a command ended. */
export interface Ended {
  readonly how: 'passed' | 'failed' | 'out of time'
  readonly tookMs: number
  /** The end of what it printed. */
  readonly said: string
}

/** A tree of its own to break: source files copied, packages by links to the real ones. */
export interface SourceCopy {
  readonly root: string
  /** Puts another text in place of a file's. */
  readonly write: (file: string, text: string) => Promise<void>
  /** Runs a command there; what is still alive when it ends or its time is over is ended too. */
  readonly run: (command: string, args: readonly string[], withinMs: number) => Promise<Ended>
  /** Ends what runs and removes the tree. Happens by itself when this process ends. */
  readonly remove: () => void
}

/** What the working tree has beside its sources. */
const NOT_COPIED: readonly string[] = ['node_modules', 'dist', '.local', '.git']
const KEPT_WORDS = 2000

/** Copies a folder, with links to what is in `packages`. */
export async function copySources(
  original: string,
  packages = join(original, 'node_modules'),
): Promise<SourceCopy> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'porchlight-mutants-')))
  let running: ChildProcess | null = null
  const remove = () => {
    endGroup(running)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    process.off('exit', remove)
    process.off('SIGTERM', stop)
  }
  process.on('exit', remove)
  process.on('SIGTERM', stop)

  const root = join(folder, 'tree')
  await cp(original, root, {
    recursive: true,
    filter: (path) => !NOT_COPIED.includes(relative(original, path)),
  })
  // A folder of links, not a link to the folder: tools keep what they remember beside the packages.
  await mkdir(join(root, 'node_modules'))
  for (const name of await readdir(packages)) {
    if (!name.startsWith('.vite')) {
      await symlink(join(packages, name), join(root, 'node_modules', name))
    }
  }
  const temporary = join(folder, 'temporary')
  await mkdir(temporary)

  return {
    root,
    write: (file, text) => writeFile(join(root, file), text),
    run: async (command, args, withinMs) => {
      const started = performance.now()
      const child = spawn(command, args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1' },
        // A group of its own, which ends as one.
        detached: true,
      })
      running = child
      let said = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-KEPT_WORDS)))
      }
      let isLate = false
      const alarm = setTimeout(() => {
        isLate = true
        endGroup(child)
      }, withinMs)
      try {
        const code = await new Promise<number | null>((done, fail) => {
          child.on('error', fail)
          child.on('exit', done)
        })
        const how = isLate ? 'out of time' : code === 0 ? 'passed' : 'failed'
        return { how, tookMs: performance.now() - started, said }
      } finally {
        clearTimeout(alarm)
        endGroup(child)
        running = null
      }
    },
    remove,
  }
}

function stop(): void {
  process.exit(143)
}

function endGroup(child: ChildProcess | null): void {
  if (child?.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // Nobody is left in it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
