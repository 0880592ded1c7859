import type { Caller } from '../services/caller.ts'
import type { Params } from './params.ts'
import type { ResponseFormat } from './response-format.ts'

/** One request as endpoints see it: parsed, authenticated, allowed by origin and scope. */
export interface ApiRequest {
  readonly caller: Caller
  readonly params: Params
  readonly format: ResponseFormat
  /** A request header, or null. Names are case-blind. */
  header(name: string): string | null
  readonly clientIp: string
  /** Scheme, host and port the caller used, without a slash at the end. */
  readonly origin: string
}

/**
 * What an endpoint answers: JSON with a status (no body: an empty answer, as 204 wants), or a whole Response for
 * bytes. CORS headers are added to both.
 */
export type Answer =
  | {
      readonly status: number
      readonly body?: unknown
      readonly headers?: Readonly<Record<string, string | readonly string[]>>
    }
  | Response

/** A route of the API. `path` is relative to /v1 and names its values as `:rowId`. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** The caller needs one of these scopes; `public` needs none. */
  readonly scopes: readonly string[] | 'public'
  /** Answers about this route use the names of before 1.8 (documents, collections, attributes). */
  readonly legacy?: boolean
  /** False: the endpoint answers when no project is named (health, ping). */
  readonly needsProject?: boolean
  readonly handle: (request: ApiRequest) => Answer | Promise<Answer>
}
