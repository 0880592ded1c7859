// The process that stands between the server and a build's commands. It is told what to run, and lives until that has
// ended or the server is gone.
import { type ChildProcess, spawn } from 'node:child_process'

import type { BuildOrder } from '../services/functions/build-commands.ts'

/** What shells answer for a command that cannot be started, and for one that a signal ended. */
const NOT_STARTED = 127
const KILLED = 137

let build: ChildProcess | null = null

/** Ends the commands and what they started and left in their group. */
function endGroup(): void {
  if (build?.pid === undefined) return
  try {
    process.kill(-build.pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

function start({ commands, directory, environment }: BuildOrder): void {
  build = spawn('sh', ['-c', commands], {
    cwd: directory,
    env: { ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  build.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = NOT_STARTED
    process.disconnect()
  })
  build.on('exit', (code) => {
    endGroup()
    process.exit(code ?? KILLED)
  })
}

process.once('message', start)
process.on('disconnect', () => {
  endGroup()
  // Else it goes when the commands have gone.
  if (build?.pid === undefined || build.exitCode !== null || build.signalCode !== null) process.exit()
})
