import { delimiter, dirname } from 'node:path'

import { APPWRITE_VERSION } from '../appwrite-error.ts'
import type { FunctionView } from './functions.ts'

/** Memory and processors of the specification that functions have when nobody chose one. */
export const DEFAULT_SPECIFICATION = 's-0.5vcpu-512mb'

/** Reads `s-0.5vcpu-512mb`; null for anything else. */
export function readSpecification(name: string): { cpus: number; memoryMb: number } | null {
  const match = /^s-(\d+(?:\.\d+)?)vcpu-(\d+(?:\.\d+)?)(mb|gb)$/.exec(name)
  if (match === null) return null
  return { cpus: Number(match[1]), memoryMb: Number(match[2]) * (match[3] === 'gb' ? 1024 : 1) }
}

/** What Windows needs in every process; absent elsewhere. */
function systemVariables(): Record<string, string> {
  const root = process.env['SystemRoot']
  return root === undefined ? {} : { SystemRoot: root }
}

/** Whose environment it is, and what of the server it tells. */
interface EnvironmentFacts {
  readonly view: FunctionView
  readonly deploymentId: string
  readonly projectId: string
  /** Address of the API, ending in /v1. */
  readonly endpoint: string
  readonly projectVariables: Readonly<Record<string, string>>
}

/** Memory that build commands are told of at least, in MB (Appwrite's). */
const BUILD_MEMORY_MB = 1024

/**
 * The whole environment of a function's process. The function's own variables win over the project's; nothing of
 * the server's environment is passed on.
 */
export function executionEnvironment(options: EnvironmentFacts): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    NODE_ENV: 'production',
    ...systemVariables(),
    ...ownVariables(options),
    OPEN_RUNTIMES_ENTRYPOINT: options.view.entrypoint,
    ...appwriteVariables(options),
  }
}

/**
 * The environment of a deployment's build commands: what its executions get, and a key of the function's scopes.
 * Programs are found where the server finds them, so that there is an npm, and the server's own Node before others;
 * nothing else of the server's environment is passed on. There is no NODE_ENV, as `production` would keep npm
 * from installing what only builds need.
 */
export function buildEnvironment(
  options: EnvironmentFacts & { readonly key: string },
): Record<string, string> {
  const appwrite = appwriteVariables(options)
  const memoryMb = Math.max(Number(appwrite['APPWRITE_FUNCTION_MEMORY']), BUILD_MEMORY_MB)
  return {
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    ...systemVariables(),
    ...ownVariables(options),
    OPEN_RUNTIMES_ENTRYPOINT: options.view.entrypoint,
    ...appwrite,
    APPWRITE_FUNCTION_MEMORY: String(memoryMb),
    APPWRITE_FUNCTION_API_KEY: options.key,
  }
}

function ownVariables({ view, projectVariables }: EnvironmentFacts): Record<string, string> {
  return { ...projectVariables, ...Object.fromEntries(view.vars.map(({ key, value }) => [key, value])) }
}

function appwriteVariables(options: EnvironmentFacts): Record<string, string> {
  const { view, deploymentId, projectId, endpoint } = options
  const { cpus, memoryMb } = readSpecification(view.specification) ?? { cpus: 0.5, memoryMb: 512 }
  return {
    APPWRITE_VERSION,
    APPWRITE_REGION: 'default',
    APPWRITE_DEPLOYMENT_TYPE: 'manual',
    APPWRITE_FUNCTION_API_ENDPOINT: endpoint,
    APPWRITE_FUNCTION_ID: view.$id,
    APPWRITE_FUNCTION_NAME: view.name,
    APPWRITE_FUNCTION_DEPLOYMENT: deploymentId,
    APPWRITE_FUNCTION_PROJECT_ID: projectId,
    APPWRITE_FUNCTION_RUNTIME_NAME: 'Node.js',
    APPWRITE_FUNCTION_RUNTIME_VERSION: view.runtime.replace('node-', ''),
    APPWRITE_FUNCTION_CPUS: String(cpus),
    APPWRITE_FUNCTION_MEMORY: String(memoryMb),
  }
}
