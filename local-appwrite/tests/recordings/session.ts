import type { Step } from './recording.ts'
import { fill, isObject, valueAt, type Variables } from './templates.ts'

/** What a server answered, before it is brought into its normal form. */
export interface Answer {
  readonly status: number
  /** Its media type; empty without a body. */
  readonly type: string
  readonly headers: Headers
  readonly body: unknown
}

/** The server that is asked. */
export interface ReplayedServer {
  /** With /v1. */
  readonly endpoint: string
  readonly projectId: string
  /** Has every scope. */
  readonly apiKey: string
}

/** The format of answers that was recorded. */
const RESPONSE_FORMAT = '1.9.5'

/** What a recording keeps from step to step: values, and who has signed in. */
export interface Session {
  readonly server: ReplayedServer
  readonly variables: Variables
  headersOf(step: Pick<Step, 'as' | 'headers'>): Headers
  /** Who speaks, as headers. `name+jwt`, `name+fallback` and `name+cookie` are other ways to show the same account session. */
  identityOf(as: string): Record<string, string>
  jwtOf(name: string): string
  /** The secret of somebody's account session. */
  secretOf(name: string): string
  /** Keeps the values of an answer that the step names. */
  learn(step: Step, answer: Answer): void
}

export function createSession(server: ReplayedServer): Session {
  const variables: Variables = { project: server.projectId }
  const secrets = new Map<string, string>()
  const jwts = new Map<string, string>()
  const cookie = `a_session_${server.projectId}`
  const secretOf = (name: string) => secrets.get(name) ?? `no-session-of-${name}`
  const jwtOf = (name: string) => jwts.get(name) ?? `no-jwt-of-${name}`

  const identityOf = (as: string): Record<string, string> => {
    if (as === 'guest') return {}
    if (as === 'server') return { 'x-appwrite-key': server.apiKey }
    if (as.startsWith('key:')) return { 'x-appwrite-key': String(variables[as.slice('key:'.length)]) }
    const [name = '', via] = as.split('+')
    if (via === 'jwt') return { 'x-appwrite-jwt': jwtOf(name) }
    if (via === 'fallback') return { 'x-fallback-cookies': JSON.stringify({ [cookie]: secretOf(name) }) }
    if (via === 'cookie') return { cookie: `${cookie}=${secretOf(name)}` }
    return { 'x-appwrite-session': secretOf(name) }
  }

  return {
    server,
    variables,
    identityOf,
    secretOf,
    jwtOf,
    headersOf({ as = 'guest', headers = {} }) {
      const all = new Headers({
        'x-appwrite-project': server.projectId,
        'x-appwrite-response-format': RESPONSE_FORMAT,
        ...identityOf(as),
      })
      for (const [name, template] of Object.entries(headers)) {
        if (template === null) all.delete(name)
        else all.set(name, String(fill(template, variables)))
      }
      return all
    },
    learn(step, { headers, body }) {
      if (step.login !== undefined) {
        const secret = secretIn(headers.get('x-fallback-cookies'), cookie) ?? valueAt(body, 'secret')
        if (typeof secret === 'string' && secret !== '') secrets.set(step.login, secret)
      }
      const jwt = valueAt(body, 'jwt')
      if (step.jwt !== undefined && typeof jwt === 'string') jwts.set(step.jwt, jwt)
      for (const [name, path] of Object.entries(step.save ?? {})) {
        const value = path.startsWith('header.')
          ? headers.get(path.slice('header.'.length))
          : valueAt({ body }, path)
        if (value !== undefined) variables[name] = value
      }
    },
  }
}

function secretIn(header: string | null, cookie: string): unknown {
  if (header === null) return undefined
  const cookies: unknown = JSON.parse(header)
  return isObject(cookies) ? cookies[cookie] : undefined
}
