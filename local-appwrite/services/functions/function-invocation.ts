/** One HTTP-shaped call of a function's code, as the runtime receives it. */
export interface FunctionRequest {
  readonly method: string
  /** Path with its query string, starting with a slash. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** A deployment that the runtime can load, and what its process is given. */
export interface LoadableDeployment {
  readonly deploymentId: string
  readonly functionId: string
  /** Absolute directory of the unpacked code. */
  readonly directory: string
  /** File inside `directory` that exports the handler. */
  readonly entrypoint: string
  /** The whole environment of the process; nothing of the server's own is added. */
  readonly environment: Readonly<Record<string, string>>
  readonly memoryMb: number
}

/** What came out of one call; faults of the code are outcomes too, never exceptions. */
export interface FunctionOutcome {
  /** 500 for a throw, a timeout or a crash, 503 for code that cannot be loaded, else the code's own. */
  readonly statusCode: number
  /** A list for what is sent several times, such as cookies. */
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Uint8Array
  readonly logs: string
  readonly errors: string
}

/** Runs one call; resolves at the latest shortly after `timeoutMs`. */
export type RunFunction = (
  deployment: LoadableDeployment,
  request: FunctionRequest,
  options: { readonly timeoutMs: number; readonly logging: boolean },
) => Promise<FunctionOutcome>

/** Largest request body that a function is called with, in bytes (open-runtimes' own limit). */
export const RUNTIME_BODY_LIMIT_BYTES = 20 * 1024 * 1024
