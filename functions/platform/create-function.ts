import { createHash } from 'node:crypto'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { readEnvironment, type Environment } from './environment.ts'
import type { FunctionContext, FunctionResponse } from './function-context.ts'
import { PlainAnswer } from './plain-answer.ts'
import { findRoute, type Route } from './route.ts'

/** What a function is made of: its routes, and what they work with in one execution. */
export interface FunctionParts<Dependencies> {
  readonly name: string
  readonly routes: readonly Route<Dependencies>[]
  readonly prepare: (
    environment: Environment,
    headers: Readonly<Record<string, string>>,
    reportError: (problem: string, cause: unknown) => void,
  ) => Promise<Dependencies> | Dependencies
}

/**
 * Makes the function that Appwrite calls. Whatever happens, it answers JSON: a route's object, or an `ErrorBody`.
 * It writes one line per execution: function, route, outcome, duration in milliseconds; never text, names or tokens.
 * GET answers carry an ETag, and `If-None-Match` is honoured.
 */
export function createFunction<D>(
  parts: FunctionParts<D>,
): (context: FunctionContext) => Promise<FunctionResponse> {
  return async (context) => {
    const startedAt = performance.now()
    const { method, path } = context.req
    const found = findRoute(parts.routes, method, path)
    const report = (outcome: number | string) => {
      const duration = Math.round(performance.now() - startedAt)
      context.log(`${parts.name} ${method} ${found?.route.pattern ?? '(no route)'} ${outcome} ${duration}ms`)
    }
    try {
      if (!found) throw new Refusal('route_not_found')
      const { headers } = context.req
      const request = {
        method,
        path,
        params: found.params,
        query: Object.fromEntries(new URLSearchParams(context.req.queryString)),
        headers,
        body: readBody(context.req, found.route),
      }
      const environment = readEnvironment(headers, process.env)
      const reportError = (problem: string, cause: unknown) => context.error(`${problem}: ${describe(cause)}`)
      const answer = await found.route.run(request, await parts.prepare(environment, headers, reportError))
      if (answer instanceof PlainAnswer) {
        report(answer.status)
        return context.res.text(answer.text, answer.status, { 'content-type': answer.contentType })
      }
      report(200)
      return method === 'GET' ? answerWithTag(context, answer) : context.res.json(answer, 200)
    } catch (thrown) {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', { cause: thrown })
      report(refusal.code)
      if (refusal.status >= 500) context.error(describe(refusal.cause ?? refusal))
      return context.res.json(refusal.toBody(), refusal.status)
    }
  }
}

type BodyLimits = Pick<Route<unknown>, 'rawBodyMaxBytes' | 'bodyMaxBytes'>

/** An empty body is undefined; too large or broken ones are refused. */
function readBody(request: FunctionContext['req'], route: BodyLimits): unknown {
  const { rawBodyMaxBytes, bodyMaxBytes = limits.requestBodyMaxBytes } = route
  if (rawBodyMaxBytes !== undefined) {
    if (request.bodyBinary.byteLength > rawBodyMaxBytes) throw new Refusal('body_too_large')
    return request.bodyBinary
  }
  const text = request.bodyText
  if (text === '') return undefined
  if (Buffer.byteLength(text) > bodyMaxBytes) throw new Refusal('body_too_large')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('body_invalid', { details: [{ at: '', problem: 'is not JSON' }] })
  }
}

function answerWithTag(context: FunctionContext, answer: object): FunctionResponse {
  const body = JSON.stringify(answer)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  if (context.req.headers['if-none-match'] === etag) return context.res.text('', 304, headers)
  return context.res.text(body, 200, { ...headers, 'content-type': 'application/json' })
}

/** An error for the log: where it happened and why, cause by cause, without what anyone wrote. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const why = thrown.cause === undefined ? '' : `\ncaused by ${describe(thrown.cause)}`
  return (thrown.stack ?? `${thrown.name}: ${thrown.message}`) + why
}
