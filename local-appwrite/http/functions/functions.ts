import type { DeploymentService } from '../../services/functions/deployments.ts'
import { DEFAULT_SPECIFICATION } from '../../services/functions/execution-environment.ts'
import type { FunctionService } from '../../services/functions/functions.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { id, newId, queryTexts, text } from '../readers.ts'
import { FUNCTION_DEFAULTS, readFunctionSettings } from './function-settings.ts'
import { functionView } from './function-view.ts'

const READ = ['functions.read']
const WRITE = ['functions.write']

/** Routes of functions themselves. */
export function functionEndpoints(dependencies: {
  readonly functions: FunctionService
  readonly deployments: DeploymentService
}): Endpoint[] {
  const { functions, deployments } = dependencies
  const functionId = ({ params }: ApiRequest) => params.required('functionId', id)
  return [
    {
      method: 'POST',
      path: '/functions',
      scopes: WRITE,
      async handle({ params, format }) {
        const newFunctionId = params.required('functionId', newId)
        const settings = readFunctionSettings(params, FUNCTION_DEFAULTS)
        return { status: 201, body: functionView(await functions.create(newFunctionId, settings), format) }
      },
    },
    {
      method: 'GET',
      path: '/functions',
      scopes: READ,
      handle({ params, format }) {
        const { total, functions: found } = functions.list(
          params.optional('queries', queryTexts, []),
          params.optional('search', text(256), ''),
        )
        return { status: 200, body: { total, functions: found.map((view) => functionView(view, format)) } }
      },
    },
    {
      method: 'GET',
      path: '/functions/runtimes',
      scopes: 'public',
      handle: () => ({ status: 200, body: { total: RUNTIMES.length, runtimes: RUNTIMES } }),
    },
    {
      method: 'GET',
      path: '/functions/specifications',
      scopes: 'public',
      handle: () => ({ status: 200, body: { total: SPECIFICATIONS.length, specifications: SPECIFICATIONS } }),
    },
    {
      method: 'GET',
      path: '/functions/:functionId',
      scopes: READ,
      handle: (request) => ({
        status: 200,
        body: functionView(functions.get(functionId(request)), request.format),
      }),
    },
    {
      method: 'PUT',
      path: '/functions/:functionId',
      scopes: WRITE,
      async handle(request) {
        const updated = await functions.update(functionId(request), (before) =>
          readFunctionSettings(
            request.params,
            { ...FUNCTION_DEFAULTS, entrypoint: before.entrypoint },
            before.runtime,
          ),
        )
        return { status: 200, body: functionView(updated, request.format) }
      },
    },
    {
      method: 'DELETE',
      path: '/functions/:functionId',
      scopes: WRITE,
      async handle(request) {
        await deployments.removeFunction(functionId(request))
        return { status: 204 }
      },
    },
    {
      method: 'PATCH',
      path: '/functions/:functionId/deployment',
      scopes: WRITE,
      async handle(request) {
        const owner = functionId(request)
        await deployments.activate(owner, request.params.required('deploymentId', id))
        return { status: 200, body: functionView(functions.get(owner), request.format) }
      },
    },
  ]
}

/** Every one of them runs on the Node this server runs on. */
const RUNTIMES = ['18.0', '20.0', '22', '24'].map((version) => ({
  $id: `node-${version}`,
  key: 'node',
  name: 'Node.js',
  version,
  base: 'node',
  image: `openruntimes/node:v5-${version}`,
  logo: 'node.png',
  supports: ['x86', 'arm64'],
}))

const SPECIFICATIONS = [
  { memory: 512, cpus: 0.5, enabled: true, slug: DEFAULT_SPECIFICATION },
  { memory: 1024, cpus: 1, enabled: true, slug: 's-1vcpu-1gb' },
]
