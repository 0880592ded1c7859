import type * as z from 'zod/mini'
import type { ErrorCode } from './error-codes.ts'

/** One route of an API: its request, its response and its refusals. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** For example `/sessions/:id/messages`. */
  readonly path: string
  /** What it does, in a sentence or two, for people who call it. */
  readonly does: string
  readonly body?: z.ZodMiniType
  readonly query?: z.ZodMiniType
  /** The body of a 200. */
  readonly answer: z.ZodMiniType
  /** Of a text that is sent as it is; JSON without it. */
  readonly contentType?: string
  /** Refusals of its own, beside `commonErrors` and those that follow from what it takes. */
  readonly errors: readonly ErrorCode[]
}

/** An API: its routes by the names of their handlers. */
export type ApiRoutes = Readonly<Record<string, ApiRoute>>

/** What any route may refuse with, whatever it does. */
export const commonErrors = [
  'internal',
  'misconfigured',
  'appwrite_unavailable',
] as const satisfies readonly ErrorCode[]

/** Every code that a route may refuse with, each once. */
export function errorsOf(route: ApiRoute): readonly ErrorCode[] {
  const codes: ErrorCode[] = [...route.errors]
  if (route.body !== undefined) codes.push('body_invalid', 'body_too_large')
  if (route.query !== undefined) codes.push('query_invalid')
  return [...new Set([...codes, ...commonErrors])]
}
