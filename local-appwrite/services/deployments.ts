import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Database } from '../store/database.ts'
import type { DeploymentDocument, FunctionDocuments } from '../store/function-documents.ts'
import type { UploadFiles } from '../store/upload-files.ts'
import { AppwriteError } from './appwrite-error.ts'
import { type ByteRange, isComplete, receiveChunk } from './chunked-upload.ts'
import type { FunctionService } from './functions.ts'
import { type FieldTypes, parseFieldQueries } from './field-queries.ts'
import { formatTime } from '../store/format-time.ts'
import { uniqueId } from './unique-id.ts'

/** Largest archive, in bytes (Appwrite's _APP_COMPUTE_SIZE_LIMIT). */
const ARCHIVE_LIMIT_BYTES = 30_000_000
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

/** One request of an upload: a part of the archive, and what the whole is to be. */
export type DeploymentPart = {
  readonly bytes: Uint8Array
  readonly range: ByteRange
  /** The deployment this part belongs to; null for the first one. */
  readonly deploymentId: string | null
  readonly activate: boolean
  readonly entrypoint: string | null
  readonly commands: string | null
}

/** The versions of a function's code: their archives and their unpacked folders. */
export function createDeploymentService(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly functions: FunctionService
  readonly archives: UploadFiles
  /** Folder that holds one folder of code per deployment. */
  readonly codeDirectory: string
  /** Unpacks an archive into a new folder and answers the bytes written; rejects for an unusable one. */
  readonly unpack: (archive: string, target: string) => Promise<number>
}) {
  const { db, documents, functions, archives, codeDirectory, unpack } = dependencies
  const { deployments } = documents
  const building = new Set<Promise<void>>()

  const find = (functionId: string, deploymentId: string): DeploymentDocument => {
    functions.find(functionId)
    const found = deployments.get(functionId, deploymentId)
    if (found === null) throw new AppwriteError('deployment_not_found')
    return found.value
  }
  const archiveName = (deploymentId: string) => `${deploymentId}.tar.gz`
  const directory = (deploymentId: string) => join(codeDirectory, deploymentId)
  const removeFiles = async (deploymentId: string): Promise<void> => {
    await archives.remove(archiveName(deploymentId))
    await rm(directory(deploymentId), { recursive: true, force: true })
  }

  /** Inside a transaction. */
  const activate = (functionId: string, deployment: DeploymentDocument): void => {
    functions.patch(functionId, {
      deploymentId: deployment.$id,
      deploymentCreatedAt: deployment.$createdAt,
    })
  }

  async function build(functionId: string, deployment: DeploymentDocument): Promise<void> {
    const started = performance.now()
    let result: Pick<DeploymentDocument, 'status' | 'buildLogs' | 'buildSize'>
    try {
      if (deployment.commands !== '') {
        throw new Error('Build commands are not run here: deploy built code, with commands "".')
      }
      const buildSize = await unpack(archives.path(archiveName(deployment.$id)), directory(deployment.$id))
      result = { status: 'ready', buildLogs: 'Unpacked.\n', buildSize }
    } catch (error) {
      result = {
        status: 'failed',
        buildLogs: `${error instanceof Error ? error.message : String(error)}\n`,
        buildSize: 0,
      }
    }
    const isGone = await db.transaction(() => {
      const current = deployments.get(functionId, deployment.$id)
      if (current === null) return true
      const built: DeploymentDocument = {
        ...current.value,
        ...result,
        buildDuration: Math.ceil((performance.now() - started) / 1000),
        $updatedAt: formatTime(),
      }
      deployments.replace(functionId, deployment.$id, built)
      const owner = functions.find(functionId)
      if (owner.latestDeploymentId === built.$id) {
        functions.patch(functionId, { latestDeploymentStatus: built.status })
      }
      if (built.status === 'ready' && built.activate) activate(functionId, built)
      return false
    })
    if (isGone) await removeFiles(deployment.$id)
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
    async upload(functionId: string, part: DeploymentPart): Promise<DeploymentDocument> {
      const owner = functions.find(functionId)
      const entrypoint = part.entrypoint ?? owner.entrypoint
      if (entrypoint === '') throw new AppwriteError('function_entrypoint_missing')
      if (part.range.size > ARCHIVE_LIMIT_BYTES || part.range.size === 0) {
        throw new AppwriteError('deployment_invalid_file_size')
      }
      const deploymentId = part.deploymentId ?? uniqueId()
      const known = part.deploymentId === null ? null : find(functionId, deploymentId)
      if (known !== null && known.upload === null) return known
      // Refuses an impossible range before a byte of it is written.
      receiveChunk(known?.upload ?? null, part.range)
      await archives.write(archiveName(deploymentId), part.range.start, part.bytes)

      const stored = await db.transaction(() => {
        functions.find(functionId)
        const now = formatTime()
        const before = deployments.get(functionId, deploymentId)
        const progress = receiveChunk(before?.value.upload ?? null, part.range)
        const complete = isComplete(progress)
        const base: DeploymentDocument = before?.value ?? {
          $id: deploymentId,
          $createdAt: now,
          $updatedAt: now,
          entrypoint,
          commands: part.commands ?? owner.commands,
          activate: part.activate,
          status: 'waiting',
          buildLogs: '',
          buildDuration: 0,
          sourceSize: part.range.size,
          buildSize: 0,
          upload: progress,
        }
        const after: DeploymentDocument = {
          ...base,
          $updatedAt: now,
          status: complete ? 'building' : 'waiting',
          upload: complete ? null : progress,
        }
        if (before === null) {
          deployments.insert(functionId, deploymentId, after)
          functions.patch(functionId, { latestDeploymentId: deploymentId, latestDeploymentCreatedAt: now })
        } else deployments.replace(functionId, deploymentId, after)
        functions.patch(functionId, { latestDeploymentStatus: after.status })
        return after
      })
      if (stored.status === 'building') startBuild(functionId, stored)
      return stored
    },

    get: find,

    list(functionId: string, queries: readonly string[]) {
      functions.find(functionId)
      const page = deployments.list(functionId, parseFieldQueries(queries, DEPLOYMENT_FIELDS), null)
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, items: page.items.map((item) => item.value) }
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
        deployments.remove(functionId, deploymentId)
        if (functions.find(functionId).deploymentId === deploymentId) {
          functions.patch(functionId, { deploymentId: '', deploymentCreatedAt: '' })
        }
      })
      await removeFiles(deploymentId)
    },

    /** Removes a function with all of its code. */
    async removeFunction(functionId: string): Promise<void> {
      const ids = deployments.all(functionId).map((deployment) => deployment.id)
      await functions.remove(functionId)
      for (const id of ids) await removeFiles(id)
    },

    archivePath: (deploymentId: string): string => archives.path(archiveName(deploymentId)),

    /** Resolves when no build is under way. */
    async settled(): Promise<void> {
      while (building.size > 0) await Promise.all(building)
    },
  }
}

export type DeploymentService = ReturnType<typeof createDeploymentService>
