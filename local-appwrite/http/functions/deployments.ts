import { createReadStream } from 'node:fs'

import { AppwriteError } from '../../services/appwrite-error.ts'
import { readContentRange } from '../../services/chunked-upload.ts'
import type { DeploymentService } from '../../services/functions/deployments.ts'
import type { DeploymentDocument } from '../../store/documents/function-documents.ts'
import type { Endpoint } from '../endpoint.ts'
import { fileBody } from '../file-body.ts'
import { boolean, id, queryTexts, text } from '../readers.ts'

/** A deployment as the API shows it; what belongs to Git integrations is always empty here. */
function deploymentView(functionId: string, deployment: DeploymentDocument): Record<string, unknown> {
  return {
    $id: deployment.$id,
    $createdAt: deployment.$createdAt,
    $updatedAt: deployment.$updatedAt,
    type: 'manual',
    resourceId: functionId,
    resourceType: 'functions',
    entrypoint: deployment.entrypoint,
    sourceSize: deployment.sourceSize,
    buildSize: deployment.buildSize,
    totalSize: deployment.sourceSize + deployment.buildSize,
    buildId: '',
    activate: deployment.activate,
    screenshotLight: '',
    screenshotDark: '',
    status: deployment.status,
    buildLogs: deployment.buildLogs,
    buildDuration: deployment.buildDuration,
    providerRepositoryName: '',
    providerRepositoryOwner: '',
    providerRepositoryUrl: '',
    providerCommitHash: '',
    providerCommitAuthorUrl: '',
    providerCommitAuthor: '',
    providerCommitMessage: '',
    providerCommitUrl: '',
    providerBranch: '',
    providerBranchUrl: '',
  }
}

/** Routes of the code of functions. */
export function deploymentEndpoints(deployments: DeploymentService): Endpoint[] {
  const READ = ['functions.read']
  const WRITE = ['functions.write']
  const all = '/functions/:functionId/deployments'
  const one = `${all}/:deploymentId`
  return [
    {
      method: 'GET',
      path: all,
      scopes: READ,
      handle({ params }) {
        const functionId = params.required('functionId', id)
        const { total, items } = deployments.list(functionId, params.optional('queries', queryTexts, []))
        return {
          status: 200,
          body: { total, deployments: items.map((item) => deploymentView(functionId, item)) },
        }
      },
    },
    {
      method: 'GET',
      path: one,
      scopes: READ,
      handle({ params }) {
        const functionId = params.required('functionId', id)
        const found = deployments.get(functionId, params.required('deploymentId', id))
        return { status: 200, body: deploymentView(functionId, found) }
      },
    },
    {
      method: 'DELETE',
      path: one,
      scopes: WRITE,
      async handle({ params }) {
        await deployments.remove(params.required('functionId', id), params.required('deploymentId', id))
        return { status: 204 }
      },
    },
    {
      method: 'POST',
      path: all,
      scopes: WRITE,
      async handle(request) {
        const { params } = request
        const functionId = params.required('functionId', id)
        const archive = params.file('code')
        if (archive === null) throw new AppwriteError('storage_file_empty', 'No file sent')
        if (!/\.(tar\.gz|tgz|gz)$/i.test(archive.name)) {
          throw new AppwriteError('storage_file_type_unsupported', 'File type not allowed')
        }
        const chunkOf = request.header('x-appwrite-id')
        const bytes = new Uint8Array(await archive.arrayBuffer())
        const deployment = await deployments.upload(functionId, {
          bytes,
          range: readContentRange(request.header('content-range'), bytes.byteLength),
          deploymentId: chunkOf === null || chunkOf === '' ? null : id(chunkOf, 'x-appwrite-id'),
          activate: params.required('activate', boolean),
          entrypoint: params.optional('entrypoint', text(1028), null),
          commands: params.optional('commands', text(8192), null),
        })
        // Its build has begun already, which Appwrite's answer never shows.
        const status = deployment.status === 'building' ? 'waiting' : deployment.status
        return { status: 202, body: deploymentView(functionId, { ...deployment, status }) }
      },
    },
    {
      method: 'PATCH',
      path: `${one}/status`,
      scopes: WRITE,
      async handle({ params }) {
        const functionId = params.required('functionId', id)
        const deployment = await deployments.cancel(functionId, params.required('deploymentId', id))
        return { status: 200, body: deploymentView(functionId, deployment) }
      },
    },
    {
      method: 'GET',
      path: `${one}/download`,
      scopes: READ,
      handle({ params }) {
        const deployment = deployments.get(
          params.required('functionId', id),
          params.required('deploymentId', id),
        )
        const bytes = fileBody(createReadStream(deployments.archivePath(deployment.$id)))
        return new Response(bytes, {
          headers: {
            'content-type': 'application/gzip',
            'content-disposition': `attachment; filename="${deployment.$id}.tar.gz"`,
          },
        })
      },
    },
  ]
}
