import type { IncomingHttpHeaders } from 'node:http'

import { Hono, type Context } from 'hono'

import { AppwriteError } from '../services/appwrite-error.ts'
import type { Caller } from '../services/caller.ts'
import { storageFault } from '../services/storage-fault.ts'
import { answerToResponse, errorResponse } from './answer.ts'
import { normalIp } from './client-ip.ts'
import { corsHeaders, hostOfOrigin, isExemptFromOriginCheck, readOrigin } from './cors.ts'
import type { ApiRequest, Endpoint } from './endpoint.ts'
import { parseForm } from './form-encoding.ts'
import { Params } from './params.ts'
import type { RouteLimit } from './rate-limits.ts'
import { readBody } from './request-body.ts'
import { parseResponseFormat } from './response-format.ts'
import { SegmentRouter } from './segment-router.ts'

/** What the HTTP layer needs of the rest. */
export interface AppDependencies {
  readonly projectId: string
  readonly endpoints: readonly Endpoint[]
  /** Who the headers prove the caller to be; throws the AppwriteError of a bad key, JWT or combination. */
  readonly identify: (header: (name: string) => string | null) => Caller
  /** True when pages of this host may call the API. */
  readonly allowsHost: (host: string) => boolean
  /** The limit of calls of a route, asked for once for each; null: calls are not limited. */
  readonly limitOf: ((endpoint: Endpoint) => RouteLimit | null) | null
  /** Answers every path outside /v1. */
  readonly fallback: (request: Request, clientIp: string) => Response | Promise<Response>
  /** Told of failures that are not the caller's; the caller only sees "Server Error". */
  readonly report: (error: unknown) => void
}

/** What the Node adapter passes along; absent when the app is called without a socket. */
interface Bindings {
  incoming?: { socket?: { remoteAddress?: string }; headers?: IncomingHttpHeaders }
}
type AppContext = Context<{ Bindings: Bindings }>

/** Node has parsed the headers already; hono would go through them once for every name. */
function headerReader(c: AppContext): (name: string) => string | null {
  const headers = c.env?.incoming?.headers
  if (headers === undefined) return (name) => c.req.header(name) ?? null
  return (name) => {
    const value = headers[name.toLowerCase()]
    return Array.isArray(value) ? value.join(', ') : (value ?? null)
  }
}

/** The project that `appwrite client` asks for when it probes an endpoint. */
const CONSOLE_PROJECT = 'console'

/** The whole API as one hono app: origin, project, caller, scope and parameters are dealt with here, once. */
export function createApp(dependencies: AppDependencies): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>({ getPath: routingPath, router: new SegmentRouter() })
  for (const endpoint of dependencies.endpoints) {
    const limit = dependencies.limitOf?.(endpoint) ?? null
    app.on(endpoint.method, `/v1${endpoint.path}`, (c) => answer(c, endpoint, limit, dependencies))
  }
  app.notFound((c) => {
    const { path, method } = c.req
    if (method === 'OPTIONS' && path.startsWith('/v1/'))
      return new Response(null, {
        status: 204,
        headers: corsHeaders(readOrigin(c.req.header('origin') ?? null)),
      })
    return path === '/v1' || path.startsWith('/v1/')
      ? new Response(NOT_FOUND_PAGE, { status: 404, headers: htmlHeaders(c, dependencies) })
      : dependencies.fallback(c.req.raw, normalIp(clientIpOf(c)))
  })
  app.onError((error) => {
    dependencies.report(error)
    return errorResponse(new AppwriteError('general_unknown', 'Server Error'), false, {})
  })
  return app
}

/** The page for addresses that mean nothing. */
export const NOT_FOUND_PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>404 Not Found</title>' +
  '<h1>404</h1><p>The requested route was not found.</p></html>'

/**
 * The path that routes are matched against: one slash at the end is ignored. Percent signs are protected, because
 * Appwrite does not unescape ids in paths (an escaped id is a wrong id).
 */
function routingPath(request: Request): string {
  const start = request.url.indexOf('/', request.url.indexOf('//') + 2)
  const end = request.url.slice(start).search(/[?#]/)
  const path = start < 0 ? '/' : request.url.slice(start, end < 0 ? undefined : start + end)
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  return trimmed.startsWith('/v1/') ? trimmed.replaceAll('%', '%25') : trimmed
}

async function answer(
  c: AppContext,
  endpoint: Endpoint,
  limit: RouteLimit | null,
  dependencies: AppDependencies,
): Promise<Response> {
  const header = headerReader(c)
  const origin = readOrigin(header('origin'))
  const legacy = endpoint.legacy ?? false
  /** Of the answer, whether it is a result or a refusal. */
  let headers = corsHeaders(null)
  try {
    const registered = isRegistered(origin, dependencies)
    headers = corsHeaders(registered ? origin : null)
    const values = await readValues(c, () => hasKey(dependencies, header))
    const project = projectOf(c, header, values)
    if (project !== null && project !== dependencies.projectId && project !== CONSOLE_PROJECT)
      throw new AppwriteError('project_not_found', 'Project with the requested ID could not be found.')
    if (project === null && endpoint.needsProject !== false) throw projectMissing(header('x-appwrite-key'))
    const caller = dependencies.identify(header)
    if (origin !== null && !registered && !isExemptFromOriginCheck(caller))
      throw new AppwriteError(
        'general_unknown_origin',
        `Invalid Origin. Register your new client (${origin}).`,
      )
    requireScope(caller, endpoint)
    const request = apiRequest(c, caller, values, header)
    if (limit !== null) {
      const { allowed, headers: told } = limit.take(request)
      headers = { ...headers, ...told }
      if (!allowed)
        throw new AppwriteError(
          'general_rate_limit_exceeded',
          'Too many calls of this kind. Try again later.',
        )
    }
    const result = await endpoint.handle(request)
    return answerToResponse(result, headers)
  } catch (error) {
    return errorResponse(asAppwriteError(error, dependencies), legacy, headers)
  }
}

function apiRequest(
  c: AppContext,
  caller: Caller,
  values: Map<string, unknown>,
  header: (name: string) => string | null,
): ApiRequest {
  return {
    caller,
    params: new Params(values),
    format: parseResponseFormat(header('x-appwrite-response-format')),
    header,
    clientIp: clientIpOf(c),
    get origin() {
      return new URL(c.req.url).origin
    },
  }
}

function hasKey(dependencies: AppDependencies, header: (name: string) => string | null): boolean {
  try {
    return dependencies.identify(header).kind === 'key'
  } catch {
    // A wrong key or an ended session is answered as such, or as too large; never trusted.
    return false
  }
}

function clientIpOf(c: AppContext): string {
  return (c.env as Bindings | undefined)?.incoming?.socket?.remoteAddress ?? '127.0.0.1'
}

/** GET and HEAD carry their parameters in the query string, everything else in the body; the path wins. */
async function readValues(c: AppContext, isTrusted: () => boolean): Promise<Map<string, unknown>> {
  const method = c.req.method
  const values =
    method === 'GET' || method === 'HEAD'
      ? new Map(Object.entries(parseForm(queryString(c.req.url))))
      : await readBody(c.req.raw, isTrusted)
  for (const [name, value] of Object.entries(c.req.param())) values.set(name, value)
  return values
}

function queryString(url: string): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}

function projectOf(
  c: AppContext,
  header: (name: string) => string | null,
  values: ReadonlyMap<string, unknown>,
): string | null {
  const named = header('x-appwrite-project') ?? c.req.query('project') ?? values.get('project')
  return typeof named === 'string' && named !== '' ? named : null
}

function projectMissing(key: string | null): AppwriteError {
  return key === null
    ? new AppwriteError(
        'general_access_forbidden',
        'Access to this resource is forbidden: no project was named.',
      )
    : new AppwriteError('project_id_missing', 'Project ID is missing.')
}

function isRegistered(origin: string | null, dependencies: AppDependencies): boolean {
  if (origin === null) return false
  const host = hostOfOrigin(origin)
  return host !== null && dependencies.allowsHost(host)
}

function requireScope(caller: Caller, endpoint: Endpoint): void {
  if (endpoint.scopes === 'public' || endpoint.scopes.some((scope) => caller.scopes.has(scope))) return
  const who = caller.kind === 'key' ? 'app' : `User (role: ${caller.kind === 'guest' ? 'guests' : 'users'})`
  throw new AppwriteError(
    'general_unauthorized_scope',
    `${who} missing scopes (${JSON.stringify(endpoint.scopes)})`,
  )
}

function asAppwriteError(error: unknown, dependencies: AppDependencies): AppwriteError {
  if (error instanceof AppwriteError) return error
  const fault = storageFault(error)
  if (fault !== null) return fault
  dependencies.report(error)
  return new AppwriteError('general_unknown', 'Server Error', { cause: error })
}

function htmlHeaders(c: AppContext, dependencies: AppDependencies): Record<string, string> {
  const origin = readOrigin(c.req.header('origin') ?? null)
  return {
    ...corsHeaders(isRegistered(origin, dependencies) ? origin : null),
    'Content-Type': 'text/html; charset=UTF-8',
  }
}
