import { createHmac, timingSafeEqual } from 'node:crypto'

/** The claims of a token. `exp` is in seconds since 1970. */
type Claims = Record<string, unknown> & { exp: number }

const HEADER = encode({ typ: 'JWT', alg: 'HS256' })

/** A signed token (HS256) that ends after the given seconds. */
export function signJwt(claims: Readonly<Record<string, unknown>>, secret: string, seconds: number): string {
  const now = Math.floor(Date.now() / 1000)
  return signClaims({ ...claims, iat: now, exp: now + seconds }, secret)
}

/** A signed token (HS256) of exactly these claims; it expires only if its claims hold `exp`. */
export function signClaims(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const body = `${HEADER}.${encode(claims)}`
  return `${body}.${signature(body, secret)}`
}

/** The claims of a token, or null when its signature is wrong or it has expired. */
export function verifyJwt(token: string, secret: string): Claims | null {
  const claims = readClaims(token, secret)
  return isClaims(claims) && claims.exp * 1000 > Date.now() ? claims : null
}

/** The claims of a token, expired or not, or null when its signature is wrong. */
export function readClaims(token: string, secret: string): Readonly<Record<string, unknown>> | null {
  const [header, payload, given, ...more] = token.split('.')
  if (header === undefined || payload === undefined || given === undefined || more.length > 0) return null
  const wanted = Buffer.from(signature(`${header}.${payload}`, secret))
  const sent = Buffer.from(given)
  if (wanted.length !== sent.length || !timingSafeEqual(wanted, sent)) return null
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  return typeof claims === 'object' && claims !== null ? { ...claims } : null
}

function isClaims(claims: Readonly<Record<string, unknown>> | null): claims is Claims {
  return typeof claims?.['exp'] === 'number'
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function signature(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64url')
}
