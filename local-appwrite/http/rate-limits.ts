import { createHash } from 'node:crypto'

import { createRateWindow } from '../services/rate-window.ts'
import { normalIp } from './client-ip.ts'
import type { ApiRequest, Endpoint } from './endpoint.ts'

/** What calls are counted apart by; `param:x` is a parameter as sent, `route` the address with its `:names`. */
type KeyPart = 'ip' | 'method' | 'route' | 'user' | 'chunk' | 'param:email' | 'param:userId'

interface Rule {
  /** Calls in one window. */
  readonly limit: number
  readonly seconds: number
  readonly key: readonly KeyPart[]
  readonly routes: readonly `${Endpoint['method']} ${string}`[]
}

const HOUR = 3600
const MINUTE = 60
const WRITER: readonly KeyPart[] = ['ip', 'method', 'route', 'user']
const TABLE = '/tablesdb/:databaseId/tables/:tableId'
const COLLECTION = '/databases/:databaseId/collections/:collectionId'
const FILES = '/storage/buckets/:bucketId/files'

/** Appwrite 1.9.6's limits of the routes that callers without a key can use (the `abuse-` labels of its routes). */
const RULES: readonly Rule[] = [
  {
    limit: 10,
    seconds: HOUR,
    key: ['route', 'ip'],
    routes: [
      'POST /account',
      'PATCH /account/password',
      'PATCH /account/sessions/:sessionId',
      'POST /teams/:teamId/memberships',
    ],
  },
  {
    limit: 100,
    seconds: HOUR,
    key: ['route', 'ip'],
    routes: ['DELETE /account/sessions', 'DELETE /account/sessions/:sessionId'],
  },
  { limit: 50, seconds: HOUR, key: ['ip'], routes: ['POST /account/sessions/anonymous'] },
  { limit: 10, seconds: HOUR, key: ['route', 'param:email'], routes: ['POST /account/sessions/email'] },
  { limit: 10, seconds: HOUR, key: ['ip', 'param:userId'], routes: ['POST /account/sessions/token'] },
  { limit: 120, seconds: MINUTE, key: ['route', 'user'], routes: ['POST /account/jwts'] },
  {
    limit: 120,
    seconds: MINUTE,
    key: WRITER,
    routes: [
      `POST ${TABLE}/rows`,
      `PUT ${TABLE}/rows/:rowId`,
      `PATCH ${TABLE}/rows/:rowId`,
      `PATCH ${TABLE}/rows/:rowId/:column/increment`,
      `PATCH ${TABLE}/rows/:rowId/:column/decrement`,
      `POST ${COLLECTION}/documents`,
      `PUT ${COLLECTION}/documents/:documentId`,
      `PATCH ${COLLECTION}/documents/:documentId`,
      `PATCH ${COLLECTION}/documents/:documentId/:attribute/increment`,
      `PATCH ${COLLECTION}/documents/:documentId/:attribute/decrement`,
    ],
  },
  {
    limit: 60,
    seconds: MINUTE,
    key: WRITER,
    routes: [
      `DELETE ${TABLE}/rows/:rowId`,
      `DELETE ${COLLECTION}/documents/:documentId`,
      `DELETE ${FILES}/:fileId`,
    ],
  },
  // Chunks of the same number are counted together, so that a large file is no more than a small one.
  { limit: 60, seconds: MINUTE, key: [...WRITER, 'chunk'], routes: [`POST ${FILES}`] },
]

/** Longest text of a caller that a key holds as it is. */
const TEXT_LIMIT = 128

/** The limit of one route. */
export interface RouteLimit {
  /** Counts a call. Keys are told how things stand, and neither counted nor refused. */
  take(request: ApiRequest): { allowed: boolean; headers: Readonly<Record<string, string>> }
}

/** The limits of this server's routes; `now` is in ms since 1970. Each route's is asked for once. */
export function createRateLimits(now: () => number): (endpoint: Endpoint) => RouteLimit | null {
  const rules = RULES.map((rule) => ({
    rule,
    window: createRateWindow(rule.limit, rule.seconds * 1000, now),
  }))
  return (endpoint) => {
    const found = rules.find(({ rule }) =>
      rule.routes.some((route) => route === `${endpoint.method} ${endpoint.path}`),
    )
    if (found === undefined) return null
    const { rule, window } = found
    return {
      take(request) {
        const key = rule.key.map((part) => keyPart(part, endpoint, request)).join(' ')
        const isCounted = request.caller.kind !== 'key'
        const allowed = !isCounted || window.take(key)
        const { remaining, endsAt } = window.look(key)
        return {
          allowed,
          headers: {
            'X-RateLimit-Limit': String(rule.limit),
            'X-RateLimit-Remaining': String(isCounted ? remaining : Math.max(0, remaining - 1)),
            'X-RateLimit-Reset': String(Math.round(endsAt / 1000)),
          },
        }
      },
    }
  }
}

function keyPart(part: KeyPart, endpoint: Endpoint, request: ApiRequest): string {
  switch (part) {
    case 'ip':
      return normalIp(request.clientIp)
    case 'method':
      return endpoint.method
    case 'route':
      return endpoint.path
    case 'user':
      return `user:${request.caller.userId ?? ''}`
    case 'chunk':
      return `chunk:${chunkNumber(request.header('content-range'))}`
    case 'param:email':
      return short(request.params.raw('email'))
    case 'param:userId':
      return short(request.params.raw('userId'))
  }
}

/** The number of the chunk that an upload's range tells; 0 for a whole file and for ranges that make no sense. */
function chunkNumber(range: string | null): number {
  const match = range === null ? null : /^bytes (\d{1,15})-(\d{1,15})\//.exec(range)
  if (match === null) return 0
  const [start, end] = [Number(match[1]), Number(match[2])]
  return end < start ? 0 : Math.floor(start / (end + 1 - start))
}

/** A text that a caller sent, in a length that this server chooses. What is no text will be refused; it counts as one. */
function short(value: unknown): string {
  if (typeof value !== 'string') return ''
  return value.length <= TEXT_LIMIT ? value : createHash('sha256').update(value).digest('hex')
}
