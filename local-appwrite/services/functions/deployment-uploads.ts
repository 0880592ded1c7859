import type { Database } from '../../store/database.ts'
import type { DeploymentDocument, FunctionDocuments } from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import type { UploadFiles } from '../../store/upload-files.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type ByteRange, isComplete, receiveChunk } from '../chunked-upload.ts'
import { uniqueId } from '../unique-id.ts'
import { type FunctionService, PROJECT } from './functions.ts'

/** Largest archive, in bytes (Appwrite's _APP_COMPUTE_SIZE_LIMIT). */
const ARCHIVE_LIMIT_BYTES = 30_000_000

/** One request of an upload: a part of the archive, and what the whole is to be. */
export interface DeploymentPart {
  readonly bytes: Uint8Array
  readonly range: ByteRange
  /** The deployment this part belongs to; null for the first one. */
  readonly deploymentId: string | null
  readonly activate: boolean
  readonly entrypoint: string | null
  readonly commands: string | null
}

/** The name of a deployment's archive on the disk. */
export function archiveName(deploymentId: string): string {
  return `${deploymentId}.tar.gz`
}

/** Receives the archives of deployments, whole or in chunks of any order. */
export function createDeploymentUploads(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly functions: FunctionService
  readonly archives: UploadFiles
  /** @throws AppwriteError deployment_not_found */
  readonly find: (functionId: string, deploymentId: string) => DeploymentDocument
  /** Told of a deployment whose archive has become whole. */
  readonly onComplete: (functionId: string, deployment: DeploymentDocument) => void
}) {
  const { db, documents, functions, archives, find, onComplete } = dependencies
  const { deployments } = documents

  /** Notes the part, whose bytes are there; null when what it belongs to was removed meanwhile. In a transaction. */
  function note(functionId: string, deploymentId: string, entrypoint: string, part: DeploymentPart) {
    const owner = documents.functions.get(PROJECT, functionId)?.value ?? null
    const before = deployments.get(functionId, deploymentId)?.value ?? null
    if (owner === null || (part.deploymentId !== null && before === null)) return null
    // Canceled, or whole by another request with the same part.
    if (before !== null && before.status !== 'waiting') return { deployment: before, complete: false }
    const now = formatTime()
    const progress = receiveChunk(before?.upload ?? null, part.range)
    const complete = isComplete(progress)
    const base: DeploymentDocument = before ?? {
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
    const deployment: DeploymentDocument = {
      ...base,
      $updatedAt: now,
      status: complete ? 'building' : 'waiting',
      upload: complete ? null : progress,
    }
    if (before === null) {
      deployments.insert(functionId, deploymentId, deployment)
      functions.patch(functionId, { latestDeploymentId: deploymentId, latestDeploymentCreatedAt: now })
    } else deployments.replace(functionId, deploymentId, deployment)
    if (before === null || owner.latestDeploymentId === deploymentId)
      functions.patch(functionId, { latestDeploymentStatus: deployment.status })
    return { deployment, complete }
  }

  /** Takes a part of an archive; once all of it is there the build begins and `status` tells how it went. */
  return async function upload(functionId: string, part: DeploymentPart): Promise<DeploymentDocument> {
    const entrypoint = part.entrypoint ?? functions.find(functionId).entrypoint
    if (entrypoint === '') throw new AppwriteError('function_entrypoint_missing')
    if (part.range.size > ARCHIVE_LIMIT_BYTES || part.range.size === 0) {
      throw new AppwriteError('deployment_invalid_file_size')
    }
    const deploymentId = part.deploymentId ?? uniqueId()
    const known = part.deploymentId === null ? null : find(functionId, deploymentId)
    if (known?.status === 'canceled') throw new AppwriteError('build_canceled')
    if (known !== null && known.upload === null) return known
    // Refuses an impossible range before a byte of it is written.
    receiveChunk(known?.upload ?? null, part.range)
    await archives.write(archiveName(deploymentId), part.range.start, part.bytes)

    const noted = await db.transaction(() => note(functionId, deploymentId, entrypoint, part))
    if (noted === null) {
      // Removed while the bytes arrived; writing them created the archive again.
      await archives.remove(archiveName(deploymentId))
      throw new AppwriteError('deployment_not_found')
    }
    if (noted.complete) onComplete(functionId, noted.deployment)
    return noted.deployment
  }
}
