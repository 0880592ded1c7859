import type * as z from 'zod/mini'
import type { AnswersOf, ApiRoute, ApiRoutes } from '../../contract/api-route.ts'
import type { PlainAnswer } from './plain-answer.ts'
import { parseBody, parseQuery } from './parse-input.ts'
import type { ApiRequest, Route } from './route.ts'

/** What a handler is called with, parsed by its route's schemas. */
export interface Call<R extends ApiRoute> {
  readonly params: Readonly<Record<ParamIn<R['path']>, string>>
  readonly body: R extends { readonly body: infer B extends z.ZodMiniType } ? z.output<B> : undefined
  readonly query: R extends { readonly query: infer Q extends z.ZodMiniType } ? z.output<Q> : undefined
}

/** The names behind colons in a path. */
type ParamIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** One handler for each route of an API: a missing one, or one too many, is an error of types. */
export type Handlers<T extends ApiRoutes, A extends AnswersOf<T>, D> = {
  readonly [Name in keyof T]: (
    dependencies: D,
    call: Call<T[Name]>,
  ) => Promise<T[Name] extends { readonly contentType: string } ? PlainAnswer : z.output<A[Name]> & object>
}

/** The routes of a function: a table of the contract, with what is done for each. */
export function routesOf<T extends ApiRoutes, D>(
  table: T,
  handlers: Handlers<T, AnswersOf<T>, D>,
): Route<D>[] {
  return Object.entries(table).map(([name, route]) => ({
    method: route.method,
    pattern: route.path,
    ...(route.bodyMaxBytes !== undefined && { bodyMaxBytes: route.bodyMaxBytes }),
    run: (request, dependencies) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by the route of this very name, which is what Call declares
      const call = parsedCall(route, request) as Call<T[keyof T]>
      const handler: Handlers<T, AnswersOf<T>, D>[keyof T] | undefined = handlers[name]
      if (handler === undefined) throw new Error(`no handler for ${name}`)
      return handler(dependencies, call)
    },
  }))
}

function parsedCall({ body, query }: ApiRoute, request: ApiRequest): Record<keyof Call<ApiRoute>, unknown> {
  return {
    params: request.params,
    body: body === undefined ? undefined : parseBody(body, request.body),
    query: query === undefined ? undefined : parseQuery(query, request.query),
  }
}
