import { fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { RunCommands } from '../services/functions/build-commands.ts'

/** How long output may still come after the commands have ended, in ms. Who left their group may hold it for ever. */
const DRAIN_MS = 500

const GUARD_FILE = fileURLToPath(new URL(`./build-main${extname(import.meta.url)}`, import.meta.url))

/**
 * Runs build commands by `sh -c`, as a process group of their own under a guard process. The guard ends the group when
 * its channel to this process closes, which it does in the end however this process ends.
 */
export const runBuildCommands: RunCommands = (order, { timeoutMs, onOutput }) => {
  const guard = fork(GUARD_FILE, [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const { promise: ended, resolve } = Promise.withResolvers<string | null>()
  let stopped: string | null = null
  const stop = (why: string): void => {
    stopped ??= why
    if (guard.connected) guard.disconnect()
  }
  const limit = setTimeout(() => stop(`The build took longer than ${timeoutMs / 1000} seconds.`), timeoutMs)
  const outputs = [guard.stdout, guard.stderr]
  for (const output of outputs) output?.setEncoding('utf8').on('data', onOutput)

  const finish = (outcome: string | null): void => {
    clearTimeout(limit)
    for (const output of outputs) output?.destroy()
    resolve(stopped ?? outcome)
  }
  guard.on('error', (error) => finish(`The build could not be started: ${error.message}`))
  guard.on('exit', (code) => {
    const outcome = code === 0 ? null : `The build ended with exit code ${code ?? 1}.`
    const drained = setTimeout(() => finish(outcome), DRAIN_MS)
    guard.on('close', () => {
      clearTimeout(drained)
      finish(outcome)
    })
  })
  guard.send(order, (error) => {
    if (error !== null) stop(`The build could not be started: ${error.message}`)
  })
  return { ended, stop }
}
