import type * as z from 'zod/mini'
import type { ErrorCode } from './error-codes.ts'

/** One route of an API: its request and its refusals. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** For example `/sessions/:id/messages`. */
  readonly path: string
  /** What it does, in a sentence or two, for people who call it. */
  readonly does: string
  readonly body?: z.ZodMiniType
  /** So much of a body it takes; the usual size without it. */
  readonly bodyMaxBytes?: number
  readonly query?: z.ZodMiniType
  /** Of a text that is sent as it is; JSON without it. */
  readonly contentType?: string
  /** Refusals of its own, beside `commonErrors` and those that follow from what it takes. */
  readonly errors: readonly ErrorCode[]
}

/** An API: its routes by the names of their handlers. */
export type ApiRoutes = Readonly<Record<string, ApiRoute>>

/** The JSON body of each route's 200. */
export type AnswersOf<T extends ApiRoutes> = { readonly [Name in keyof T]: z.ZodMiniType }

/** A route with the body of its 200. */
export interface AnsweredRoute extends ApiRoute {
  readonly answer: z.ZodMiniType
}

/** Both together, for descriptions and tests. */
export function withAnswers<T extends ApiRoutes>(
  routes: T,
  answers: AnswersOf<T>,
): Readonly<Record<string, AnsweredRoute>> {
  const answered: Record<string, AnsweredRoute> = {}
  for (const [name, route] of Object.entries(routes)) {
    const answer = answers[name]
    if (answer !== undefined) answered[name] = { ...route, answer }
  }
  return answered
}

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
