import { AppwriteError } from '../appwrite-error.ts'
import type { ExecutionRunner } from './execution-runner.ts'
import type { FunctionOutcome } from './function-invocation.ts'

/** A request to the function's own address, as it came in. */
export interface DomainRequest {
  readonly method: string
  /** Path with its query string. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly clientIp: string
}

/** Headers that belong to one connection, or that only the platform may set. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'proxy-connection',
  'content-length',
])

function passedOn(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) =>
        !DROPPED.has(name) && !name.startsWith('x-appwrite-') && !name.startsWith('x-open-runtimes-'),
    ),
  )
}

/**
 * Executes functions as their own domains do: the client's headers are passed on, nobody is ever logged in, and the
 * answer is the code's own.
 */
export function createFunctionDomain(runner: ExecutionRunner) {
  return {
    /**
     * @throws AppwriteError function_not_found, deployment_not_found, function_execute_permission_missing when
     * neither `any` nor `guests` may execute it, function_synchronous_timeout
     */
    async execute(
      functionId: string,
      request: DomainRequest,
    ): Promise<{ executionId: string; outcome: FunctionOutcome }> {
      const executable = runner.executable(functionId, false)
      if (!executable.view.execute.some((role) => role === 'any' || role === 'guests')) {
        throw new AppwriteError('function_execute_permission_missing')
      }
      const { execution, outcome } = await runner.executeNow(executable, {
        trigger: 'http',
        instigator: { userId: null, sessionId: null },
        method: request.method,
        path: request.path,
        headers: passedOn(request.headers),
        body: request.body,
        clientIp: request.clientIp,
        owned: false,
      })
      return { executionId: execution.$id, outcome }
    },
  }
}

export type FunctionDomain = ReturnType<typeof createFunctionDomain>
