import { mkdir, opendir, lstat, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { DeploymentDocument } from '../../store/documents/function-documents.ts'
import type { RunCommands, RunningBuild } from './build-commands.ts'
import { type BuildLog, createBuildLog } from './build-log.ts'

/** Longest time that build commands may take, in ms, and largest result in bytes (Appwrite's defaults). */
export const BUILD_TIMEOUT_MS = 900_000
const BUILD_SIZE_LIMIT = 2_000_000_000
/** Builds with commands that run at once; others wait for their turn. */
const AT_ONCE = 2
const SERVER_STOPPED = 'The server stopped.'

/** How a build ended. */
export type BuildResult = Pick<DeploymentDocument, 'status' | 'buildLogs' | 'buildSize'>

/** Makes folders of code out of archives, by the deployment's commands if it has any. */
export function createDeploymentBuilds(dependencies: {
  /** Unpacks an archive into a new folder and answers the bytes written; rejects for an unusable one. */
  readonly unpack: (archive: string, target: string) => Promise<number>
  readonly run: RunCommands
  /** The environment of a deployment's commands, besides HOME and TMPDIR. Throws when it is there no more. */
  readonly environmentOf: (functionId: string, deployment: DeploymentDocument) => Record<string, string>
}) {
  const { unpack, run, environmentOf } = dependencies
  const running = new Map<string, { build: RunningBuild; log: BuildLog }>()
  const waiting: (() => void)[] = []
  let busy = 0
  let closed = false

  async function turn(): Promise<void> {
    if (busy < AT_ONCE) busy += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }
  function endTurn(): void {
    const next = waiting.shift()
    if (next === undefined) busy -= 1
    else next()
  }

  /** Runs the commands in `place`; answers why they failed, or null. */
  async function runCommands(
    functionId: string,
    deployment: DeploymentDocument,
    place: string,
    home: string,
    log: BuildLog,
  ): Promise<string | null> {
    await mkdir(home, { recursive: true })
    const environment = { HOME: home, TMPDIR: home, ...environmentOf(functionId, deployment) }
    // Nothing is awaited from here to the entry in `running`, so `close` misses no build.
    if (closed) return SERVER_STOPPED
    const build = run(
      { commands: deployment.commands, directory: place, environment },
      { timeoutMs: BUILD_TIMEOUT_MS, onOutput: (text) => log.add(text) },
    )
    running.set(deployment.$id, { build, log })
    try {
      return await build.ended
    } finally {
      running.delete(deployment.$id)
    }
  }

  async function buildByCommands(
    functionId: string,
    deployment: DeploymentDocument,
    archive: string,
    target: string,
  ): Promise<BuildResult> {
    const { place, home } = workplaces(target)
    const log = createBuildLog()
    const failed = (why: string): BuildResult => {
      log.add(`${why}\n`)
      return { status: 'failed', buildLogs: log.text(), buildSize: 0 }
    }
    try {
      await unpack(archive, place)
      const fault = await runCommands(functionId, deployment, place, home, log)
      if (fault !== null) return failed(fault)
      const buildSize = await sizeOf(place)
      if (buildSize > BUILD_SIZE_LIMIT) return failed(`The build is larger than ${BUILD_SIZE_LIMIT} bytes.`)
      await rename(place, target)
      return { status: 'ready', buildLogs: log.text(), buildSize }
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error))
    } finally {
      await clear(target)
    }
  }

  return {
    /** Fills the folder `target`, which appears whole or not at all. Never rejects. */
    async build(
      functionId: string,
      deployment: DeploymentDocument,
      archive: string,
      target: string,
    ): Promise<BuildResult> {
      if (deployment.commands === '') {
        try {
          return { status: 'ready', buildLogs: 'Unpacked.\n', buildSize: await unpack(archive, target) }
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error)
          return { status: 'failed', buildLogs: `${why}\n`, buildSize: 0 }
        }
      }
      await turn()
      try {
        if (closed) return { status: 'failed', buildLogs: `${SERVER_STOPPED}\n`, buildSize: 0 }
        return await buildByCommands(functionId, deployment, archive, target)
      } finally {
        endTurn()
      }
    },

    /** What a build that runs has printed so far; null when none does. */
    logsOf: (deploymentId: string): string | null => running.get(deploymentId)?.log.text() ?? null,

    /** Ends the commands of a deployment, if they run. */
    stop(deploymentId: string, why: string): void {
      running.get(deploymentId)?.build.stop(why)
    },

    /** Removes what a build that was cut off left beside `target`. */
    clear,

    /** Ends every build and begins no other; they end as failed. */
    close(): void {
      closed = true
      for (const { build } of running.values()) build.stop(SERVER_STOPPED)
    },
  }
}

export type DeploymentBuilds = ReturnType<typeof createDeploymentBuilds>

/** Where the commands run, and what they have as their home. */
function workplaces(target: string): { place: string; home: string } {
  return { place: `${target}.build`, home: `${target}.home` }
}

async function clear(target: string): Promise<void> {
  const { place, home } = workplaces(target)
  for (const folder of [
    place,
    home,
    ...[target, place].flatMap((name) => [`${name}.unpacking`, `${name}.tar`]),
  ]) {
    // Processes that left their group may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => undefined)
  }
}

/** Bytes of all files below a folder; links count as themselves. */
async function sizeOf(folder: string): Promise<number> {
  let size = 0
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isFile()) size += (await lstat(join(entry.parentPath, entry.name))).size
  }
  return size
}
