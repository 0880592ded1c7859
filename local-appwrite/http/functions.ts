import type { DeploymentService } from '../services/deployments.ts'
import { DEFAULT_SPECIFICATION, readSpecification } from '../services/execution-environment.ts'
import type { FunctionService, FunctionSettings, FunctionView } from '../services/functions.ts'
import { isRole } from '../services/permissions.ts'
import type { ApiRequest, Endpoint } from './endpoint.ts'
import { type Params, type Reader, refusal } from './params.ts'
import { boolean, id, integer, listOf, newId, queryTexts, text } from './readers.ts'
import { isOlder, type ResponseFormat } from './response-format.ts'
import { variableView } from './function-variables.ts'

const READ = ['functions.read']
const WRITE = ['functions.write']

/** Seconds (Appwrite's _APP_COMPUTE_TIMEOUT and the default of its functions). */
const TIMEOUT_LIMIT = 900
const TIMEOUT_DEFAULT = 15
/** Longest shell command of a build, in characters. */
const COMMANDS_LIMIT = 8192

const role: Reader<string> = (value, name) => {
  const given = text(100, 1)(value, name)
  if (!isRole(given)) throw refusal(name, 'Value must be a valid role')
  return given
}

const specification: Reader<string> = (value, name) => {
  const given = text(128)(value, name)
  if (readSpecification(given) === null) throw refusal(name, 'Specification is not known.')
  return given
}

const DEFAULTS: Omit<FunctionSettings, 'name' | 'runtime'> = {
  execute: [],
  enabled: true,
  logging: true,
  scopes: [],
  events: [],
  schedule: '',
  timeout: TIMEOUT_DEFAULT,
  entrypoint: '',
  commands: '',
  specification: DEFAULT_SPECIFICATION,
}

function readSettings(
  params: Params,
  fallback: Omit<FunctionSettings, 'name' | 'runtime'>,
  runtime?: string,
): FunctionSettings {
  const oldName = params.optional('specification', specification, fallback.specification)
  return {
    name: params.required('name', text(128, 1)),
    runtime:
      runtime === undefined
        ? params.required('runtime', text(64, 1))
        : params.optional('runtime', text(64, 1), runtime),
    execute: params.optional('execute', listOf(role), fallback.execute),
    enabled: params.optional('enabled', boolean, fallback.enabled),
    logging: params.optional('logging', boolean, fallback.logging),
    scopes: params.optional('scopes', listOf(text(128, 1)), fallback.scopes),
    events: params.optional('events', listOf(text(512, 1)), fallback.events),
    schedule: params.optional('schedule', text(256), fallback.schedule),
    timeout: params.optional('timeout', integer(1, TIMEOUT_LIMIT), fallback.timeout),
    entrypoint: params.optional('entrypoint', text(1028), fallback.entrypoint),
    commands: params.optional('commands', text(COMMANDS_LIMIT), fallback.commands),
    specification: params.optional('runtimeSpecification', specification, oldName),
  }
}

/** A function as the asked-for format shows it; before 1.9 builds and runs had one specification. */
export function functionView(view: FunctionView, format: ResponseFormat): Record<string, unknown> {
  const { specification: chosen, vars, ...rest } = view
  const shown = {
    $id: rest.$id,
    $createdAt: rest.$createdAt,
    $updatedAt: rest.$updatedAt,
    execute: rest.execute,
    name: rest.name,
    enabled: rest.enabled,
    live: true,
    logging: rest.logging,
    runtime: rest.runtime,
    deploymentRetention: 0,
    deploymentId: rest.deploymentId,
    deploymentCreatedAt: rest.deploymentCreatedAt,
    latestDeploymentId: rest.latestDeploymentId,
    latestDeploymentCreatedAt: rest.latestDeploymentCreatedAt,
    latestDeploymentStatus: rest.latestDeploymentStatus,
    scopes: rest.scopes,
    vars: vars.map((variable) => variableView(rest.$id, variable)),
    events: rest.events,
    schedule: rest.schedule,
    timeout: rest.timeout,
    entrypoint: rest.entrypoint,
    commands: rest.commands,
    version: 'v5',
    installationId: '',
    providerRepositoryId: '',
    providerBranch: '',
    providerRootDirectory: '',
    providerSilentMode: false,
  }
  return isOlder(format, [1, 9, 0])
    ? { ...shown, specification: chosen }
    : { ...shown, buildSpecification: chosen, runtimeSpecification: chosen }
}

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
        const settings = readSettings(params, DEFAULTS)
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
          readSettings(request.params, { ...DEFAULTS, entrypoint: before.entrypoint }, before.runtime),
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
