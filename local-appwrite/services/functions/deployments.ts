import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Database } from '../../store/database.ts'
import type { DeploymentDocument, FunctionDocuments } from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import type { UploadFiles } from '../../store/upload-files.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type FieldTypes, parseFieldQueries } from '../queries/field-queries.ts'
import type { BuildResult, DeploymentBuilds } from './deployment-builds.ts'
import { archiveName, createDeploymentUploads } from './deployment-uploads.ts'
import { type FunctionService, PROJECT } from './functions.ts'

const DEPLOYMENT_FIELDS: FieldTypes = {
  status: 'text',
  entrypoint: 'text',
  commands: 'text',
  activate: 'boolean',
  sourceSize: 'integer',
  buildSize: 'integer',
  totalSize: 'integer',
  type: 'text',
}

/** The versions of a function's code: their archives and their unpacked folders. */
export function createDeploymentService(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly functions: FunctionService
  readonly archives: UploadFiles
  /** Folder that holds one folder of code per deployment. */
  readonly codeDirectory: string
  readonly builds: DeploymentBuilds
}) {
  const { db, documents, functions, archives, codeDirectory, builds } = dependencies
  const { deployments } = documents
  const building = new Set<Promise<void>>()

  /** As far as it has got: what a build prints is stored at its end. */
  const shown = (deployment: DeploymentDocument): DeploymentDocument => {
    const buildLogs = builds.logsOf(deployment.$id)
    return buildLogs === null ? deployment : { ...deployment, buildLogs }
  }
  const find = (functionId: string, deploymentId: string): DeploymentDocument => {
    functions.find(functionId)
    const found = deployments.get(functionId, deploymentId)
    if (found === null) throw new AppwriteError('deployment_not_found')
    return shown(found.value)
  }
  const directory = (deploymentId: string) => join(codeDirectory, deploymentId)
  const removeFiles = async (deploymentId: string): Promise<void> => {
    builds.stop(deploymentId, 'The deployment was deleted.')
    await archives.remove(archiveName(deploymentId))
    await rm(directory(deploymentId), { recursive: true, force: true })
  }

  /** Inside a transaction. */
  const activate = (functionId: string, deployment: DeploymentDocument): void => {
    functions.patch(functionId, {
      deploymentId: deployment.$id,
      deploymentCreatedAt: deployment.$createdAt,
      live: true,
    })
  }

  /** Removes what is known of a deployment. Inside a transaction. */
  const forget = (functionId: string, deploymentId: string): void => {
    deployments.remove(functionId, deploymentId)
    const owner = functions.find(functionId)
    if (owner.deploymentId === deploymentId) {
      functions.patch(functionId, { deploymentId: '', deploymentCreatedAt: '' })
    }
    if (owner.latestDeploymentId !== deploymentId) return
    const latest = deployments.all(functionId).at(-1)?.value
    functions.patch(functionId, {
      latestDeploymentId: latest?.$id ?? '',
      latestDeploymentCreatedAt: latest?.$createdAt ?? '',
      latestDeploymentStatus: latest?.status ?? '',
    })
  }

  async function build(functionId: string, deployment: DeploymentDocument): Promise<void> {
    const started = performance.now()
    const archive = archives.path(archiveName(deployment.$id))
    const result = await builds.build(functionId, deployment, archive, directory(deployment.$id))
    const outcome = await db.transaction(() => note(functionId, deployment.$id, result, started))
    if (outcome === 'gone') await removeFiles(deployment.$id)
    if (outcome === 'canceled') await rm(directory(deployment.$id), { recursive: true, force: true })
  }

  /** Keeps how a build ended, and makes it the one that runs if it is to be. Inside a transaction. */
  function note(
    functionId: string,
    deploymentId: string,
    result: BuildResult,
    started: number,
  ): 'gone' | 'canceled' | 'kept' {
    const current = deployments.get(functionId, deploymentId)
    if (current === null) return 'gone'
    const isCanceled = current.value.status === 'canceled'
    const built: DeploymentDocument = {
      ...current.value,
      ...result,
      status: isCanceled ? 'canceled' : result.status,
      buildDuration: Math.ceil((performance.now() - started) / 1000),
      $updatedAt: formatTime(),
    }
    deployments.replace(functionId, deploymentId, built)
    const owner = functions.find(functionId)
    if (owner.latestDeploymentId === deploymentId) {
      functions.patch(functionId, { latestDeploymentStatus: built.status })
    }
    // A build that took long must not take the place of one that was deployed after it.
    const active = deployments.get(functionId, owner.deploymentId)
    const isNewest = active === null || active.sequence < current.sequence
    if (built.status === 'ready' && built.activate && isNewest) activate(functionId, built)
    return isCanceled ? 'canceled' : 'kept'
  }

  function startBuild(functionId: string, deployment: DeploymentDocument): void {
    const job = build(functionId, deployment).catch(() => undefined)
    building.add(job)
    void job.finally(() => building.delete(job))
  }

  return {
    find,
    /** Folder of a deployment's code. */
    directory,

    /** Takes a part of an archive; once all of it is there the build begins and `status` tells how it went. */
    upload: createDeploymentUploads({ db, documents, functions, archives, find, onComplete: startBuild }),

    get: find,

    list(functionId: string, queries: readonly string[]) {
      functions.find(functionId)
      const page = deployments.list(functionId, parseFieldQueries(queries, DEPLOYMENT_FIELDS, true), null)
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, items: page.items.map((item) => shown(item.value)) }
    },

    /**
     * Ends a build, or keeps it from beginning.
     *
     * @throws AppwriteError build_already_completed
     */
    async cancel(functionId: string, deploymentId: string): Promise<DeploymentDocument> {
      const canceled = await db.transaction(() => {
        const deployment = find(functionId, deploymentId)
        if (deployment.status === 'ready' || deployment.status === 'failed')
          throw new AppwriteError('build_already_completed')
        const after: DeploymentDocument = { ...deployment, status: 'canceled', $updatedAt: formatTime() }
        deployments.replace(functionId, deploymentId, after)
        if (functions.find(functionId).latestDeploymentId === deploymentId) {
          functions.patch(functionId, { latestDeploymentStatus: after.status })
        }
        return after
      })
      builds.stop(deploymentId, 'The build was canceled.')
      return canceled
    },

    /** Makes a built deployment the one that runs. */
    async activate(functionId: string, deploymentId: string): Promise<void> {
      await db.transaction(() => {
        const deployment = find(functionId, deploymentId)
        if (deployment.status !== 'ready') throw new AppwriteError('build_not_ready')
        activate(functionId, deployment)
      })
    },

    async remove(functionId: string, deploymentId: string): Promise<void> {
      await db.transaction(() => {
        find(functionId, deploymentId)
        forget(functionId, deploymentId)
      })
      await removeFiles(deploymentId)
    },

    /** Removes deployments whose archive is not whole and got nothing since `timestamp`. */
    async removeUnfinished(timestamp: string): Promise<void> {
      for (;;) {
        const removed = await db.transaction(() => {
          const stale = documents.unfinishedDeployments(timestamp)
          for (const { functionId, deploymentId } of stale) forget(functionId, deploymentId)
          return stale
        })
        for (const { deploymentId } of removed) await removeFiles(deploymentId)
        if (removed.length === 0) return
      }
    },

    /** Removes a function with all of its code. */
    async removeFunction(functionId: string): Promise<void> {
      const ids = deployments.all(functionId).map((deployment) => deployment.id)
      await functions.remove(functionId)
      for (const id of ids) await removeFiles(id)
    },

    archivePath: (deploymentId: string): string => archives.path(archiveName(deploymentId)),

    /** Ends builds that an earlier run of the server began, as failed, and clears away what they left. */
    async failInterrupted(): Promise<void> {
      const interrupted = await db.transaction(() => {
        const found = documents.buildingDeployments()
        for (const { functionId, deploymentId } of found) {
          const deployment = deployments.get(functionId, deploymentId)?.value
          if (deployment === undefined) continue
          const buildLogs = `${deployment.buildLogs}The server stopped.\n`
          deployments.replace(functionId, deploymentId, { ...deployment, status: 'failed', buildLogs })
          if (documents.functions.get(PROJECT, functionId)?.value.latestDeploymentId === deploymentId) {
            functions.patch(functionId, { latestDeploymentStatus: 'failed' })
          }
        }
        return found
      })
      for (const { deploymentId } of interrupted) {
        await builds.clear(directory(deploymentId))
        await rm(directory(deploymentId), { recursive: true, force: true })
      }
    },

    /** Resolves when no build is under way. */
    async settled(): Promise<void> {
      while (building.size > 0) await Promise.all(building)
    },
  }
}

export type DeploymentService = ReturnType<typeof createDeploymentService>
