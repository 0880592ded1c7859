/**
 * What Appwrite's Node runtime (open-runtimes) hands to a function, as far as we use it. There is no official
 * package of types. Query values in `req.query` are not URL-decoded there, so we read `queryString`.
 */
export interface FunctionContext {
  readonly req: {
    readonly method: string
    readonly path: string
    readonly queryString: string
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>
    readonly bodyText: string
    /** As it came. A `Buffer` at Appwrite. */
    readonly bodyBinary: Uint8Array
  }
  readonly res: {
    json(body: unknown, status?: number, headers?: Record<string, string>): FunctionResponse
    text(body: string, status?: number, headers?: Record<string, string>): FunctionResponse
  }
  log(message: string): void
  error(message: string): void
}

/** Made by `res`, and to be returned as it is. */
export type FunctionResponse = unknown
