import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(import.meta.dirname, '../..')
/** What Node keeps of modules that it has compiled: most of a script's start otherwise, and there are hundreds. */
const COMPILED = join(tmpdir(), 'node-compile-cache')

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a script as an operator does, with its output piped. */
export async function runScript(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const child = start(name, args, environment)
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const code = await ended(child)
  return { code, stdout, stderr }
}

/** Starts a script that doesn't end by itself; gives its lines as they come. */
export function watchScript(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) {
  const child = start(name, args, environment)
  if (child.stdout === null) throw new Error('no stdout')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async nextLine(): Promise<string> {
      const { value, done } = await lines.next()
      if (done) throw new Error(`${name} ended`)
      return value
    },
    async stop(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal)
      return ended(child)
    },
  }
}

function start(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, [resolve(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILED, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(child: ChildProcess): Promise<number | null> {
  const { promise, resolve: done } = Promise.withResolvers<number | null>()
  child.once('close', done)
  return promise
}
