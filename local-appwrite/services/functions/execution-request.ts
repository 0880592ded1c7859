import type { DeploymentDocument, ExecutionDocument } from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import type { Caller } from '../caller.ts'
import { uniqueId } from '../unique-id.ts'
import { type HeaderMap, keptRequestHeaders } from './execution-headers.ts'
import type { FunctionView } from './functions.ts'

/** Keys and JWTs of an execution outlive its time limit by this, for cold starts, in seconds. */
const GRACE_SECONDS = 60

/** On whose behalf an execution runs. */
export interface Instigator {
  readonly userId: string | null
  /** The session a JWT is made from; null: the code gets no JWT. */
  readonly sessionId: string | null
}

/** What to call the code with, and why. */
export interface ExecutionRequest {
  readonly trigger: ExecutionDocument['trigger']
  readonly instigator: Instigator
  readonly method: string
  readonly path: string
  /** Names in lower case; those the platform sets win. */
  readonly headers: HeaderMap
  readonly body: Uint8Array
  /** Absent for events and schedules. */
  readonly clientIp: string | null
  /** False: the execution is nobody's, as over a domain. */
  readonly owned: boolean
}

/** A function that can be executed now. */
export interface Executable {
  readonly view: FunctionView
  readonly deployment: DeploymentDocument
}

/** What an execution proves itself with when it calls back. */
export interface Issuers {
  /** Makes the key of an execution, without its `ephemeral_` prefix. */
  readonly issueKey: (functionId: string, scopes: readonly string[], lifetimeSeconds: number) => string
  readonly issueJwt: (userId: string, sessionId: string, lifetimeSeconds: number) => string
}

/** Who a caller is to the code it executes: JWT callers have no session to make another JWT from. */
export function instigatorOf(caller: Caller): Instigator {
  if (caller.kind !== 'user') return { userId: null, sessionId: null }
  return { userId: caller.userId, sessionId: caller.viaJwt ? null : caller.sessionId }
}

/** The headers that the platform sets; what a caller sent under these names never gets through. */
function platformHeaders(
  issue: Issuers,
  view: FunctionView,
  executionId: string,
  request: ExecutionRequest,
): HeaderMap {
  const { userId, sessionId } = request.instigator
  const lifetime = view.timeout + GRACE_SECONDS
  const jwt = userId === null || sessionId === null ? '' : issue.issueJwt(userId, sessionId, lifetime)
  return {
    'x-appwrite-execution-id': executionId,
    'x-appwrite-key': `ephemeral_${issue.issueKey(view.$id, view.scopes, lifetime)}`,
    'x-appwrite-trigger': request.trigger,
    'x-appwrite-user-id': userId ?? '',
    'x-appwrite-user-jwt': jwt,
    'x-appwrite-country-code': '',
    'x-appwrite-continent-code': '',
    'x-appwrite-continent-eu': 'false',
    ...(request.clientIp === null ? {} : { 'x-appwrite-client-ip': request.clientIp }),
  }
}

/** Everything that the code finds in `req.headers`. What a caller sends without a value never reaches it. */
export function codeHeaders(
  issue: Issuers,
  view: FunctionView,
  executionId: string,
  request: ExecutionRequest,
): HeaderMap {
  const headers: Record<string, string> = { host: 'localhost:3000', accept: '*/*', ...request.headers }
  if (request.body.byteLength > 0) {
    // The default of the executor's HTTP client for a body without a content type.
    headers['content-type'] ??= 'application/x-www-form-urlencoded'
    headers['content-length'] = String(request.body.byteLength)
  }
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  return { ...sent, ...platformHeaders(issue, view, executionId, request) }
}

/** An execution that has yet to run. */
export function draftExecution(
  { deployment }: Executable,
  request: ExecutionRequest,
  status: ExecutionDocument['status'],
  scheduledAt: string | null,
): ExecutionDocument {
  const now = formatTime()
  const { userId } = request.instigator
  const ip: HeaderMap = request.clientIp === null ? {} : { 'x-appwrite-client-ip': request.clientIp }
  return {
    $id: uniqueId(),
    $createdAt: now,
    $updatedAt: now,
    $permissions: userId === null || !request.owned ? [] : [`read("user:${userId}")`],
    deploymentId: deployment.$id,
    trigger: request.trigger,
    status,
    requestMethod: request.method,
    requestPath: request.path,
    requestHeaders: keptRequestHeaders({ ...request.headers, ...ip }),
    responseStatusCode: 0,
    responseHeaders: [],
    logs: '',
    errors: '',
    duration: 0,
    scheduledAt,
  }
}
