import type { FunctionView } from '../../services/functions/functions.ts'
import { isOlder, type ResponseFormat } from '../response-format.ts'
import { variableView } from './function-variables.ts'

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
    live: rest.live ?? true,
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
