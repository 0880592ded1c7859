import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose'
import { isMailAddress } from '../../contract/mail-address.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as sizes from '../../contract/session-sizes.ts'

/** Somebody whom the site's own server has vouched for. */
export interface Identity {
  /** The site's own id of them. */
  readonly id: string
  /** What their chats are found by: see `identityKeyColumns`. */
  readonly idHash: string
  readonly name: string | null
  readonly email: string | null
}

/** With what the site's server signs. */
export interface IdentityKeys {
  /** Shared secrets; of two that are rotated both count. */
  readonly secrets: readonly Uint8Array[]
  /** The site's public keys, or null. */
  readonly published: JWTVerifyGetKey | null
}

/** Each kind of key has its own: no public key is ever taken for a secret, and no token goes without a signature. */
const BY_SECRET = ['HS256', 'HS384', 'HS512']
const BY_PUBLIC_KEY = ['RS256', 'PS256', 'ES256', 'EdDSA']
/** As RFC 7518 wants them for HS256. */
const SECRET_BYTES_MIN = 32
/** Two while one takes the other's place. */
const SECRETS_MAX = 2
const KEYS_TIMEOUT_MS = 2000
/** After a failure nobody waits for the keys anew for so long. */
const KEYS_PAUSE_MS = 30_000
const KEYS_BYTES_MAX = 65_536
const LIFETIME_S = 3600
/** Clocks differ. */
const TOLERANCE_S = 30

/**
 * What the variables of the function say of the keys. What can't be a key is none.
 *
 * @param secrets `IDENTITY_SECRET`: one, or two with a blank between
 * @param url `IDENTITY_JWKS_URL`, https alone
 * @param request for tests
 */
export function identityKeys(
  secrets: string | undefined,
  url: string | undefined,
  request: typeof fetch = fetch,
): IdentityKeys {
  const encoder = new TextEncoder()
  const long = (secrets ?? '')
    .split(/\s+/)
    .map((secret) => encoder.encode(secret))
    .filter(({ length }) => length >= SECRET_BYTES_MIN)
  const isSafe = url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:'
  return {
    secrets: long.slice(0, SECRETS_MAX),
    published: isSafe
      ? pausing(
          createRemoteJWKSet(new URL(url), {
            timeoutDuration: KEYS_TIMEOUT_MS,
            [customFetch]: (address, options) => boundedFetch(request, address, options),
          }),
        )
      : null,
  }
}

/** Of calls at once one alone reads the keys, which `jose` sees to; a failure is remembered for a while. */
function pausing(keyOf: JWTVerifyGetKey): JWTVerifyGetKey {
  let failedAt = -Infinity
  return async (...asked) => {
    if (performance.now() - failedAt < KEYS_PAUSE_MS) throw new KeysUnavailable('the keys could not be read')
    try {
      return await keyOf(...asked)
    } catch (thrown) {
      if (areUnavailable(thrown)) failedAt = performance.now()
      throw thrown
    }
  }
}

function areUnavailable(thrown: unknown): boolean {
  const { JWKSTimeout, JWKSInvalid } = errors
  return thrown instanceof KeysUnavailable || thrown instanceof JWKSTimeout || thrown instanceof JWKSInvalid
}

/**
 * Who the visitor is, by a token that the site's server has signed for this project, at most an hour ago and for an hour
 * at most.
 *
 * @throws Refusal `identity_invalid` with what is wrong, `identity_keys_unavailable` while the site's keys can't be read
 */
export async function verifyIdentity(
  token: string,
  projectId: string,
  keys: IdentityKeys,
  now: Date,
): Promise<Identity> {
  const payload = await verified(token, projectId, keys, now)
  const { sub = '', exp = Infinity } = payload
  if (exp - now.getTime() / 1000 > LIFETIME_S + TOLERANCE_S) refuse('exp is more than an hour ahead')
  if (sub.trim() === '' || sub.length > sizes.verifiedIdMax)
    refuse(`sub needs 1 to ${sizes.verifiedIdMax} characters`)
  // Half a character is stored as another one: two subjects would become the same.
  if (!sub.isWellFormed()) refuse('sub is no text')
  return { id: sub, idHash: await hashOf(sub), name: nameIn(payload), email: emailIn(payload) }
}

async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(hash).toString('hex')
}

async function verified(
  token: string,
  projectId: string,
  { secrets, published }: IdentityKeys,
  now: Date,
): Promise<JWTPayload> {
  const options = {
    audience: projectId,
    requiredClaims: ['sub', 'exp', 'iat'],
    // Neither older than that, nor from the future.
    maxTokenAge: LIFETIME_S,
    clockTolerance: TOLERANCE_S,
    currentDate: now,
  }
  try {
    const { alg = '' } = decodeProtectedHeader(token)
    if (BY_PUBLIC_KEY.includes(alg) && published !== null) {
      return (await jwtVerify(token, published, { ...options, algorithms: BY_PUBLIC_KEY })).payload
    }
    if (!BY_SECRET.includes(alg) || secrets.length === 0)
      return refuse('alg is none that this site has a key for')
    for (const [index, secret] of secrets.entries()) {
      try {
        return (await jwtVerify(token, secret, { ...options, algorithms: BY_SECRET })).payload
      } catch (thrown) {
        const isOthers = thrown instanceof errors.JWSSignatureVerificationFailed
        if (!isOthers || index === secrets.length - 1) throw thrown
      }
    }
    return refuse('there is no key')
  } catch (thrown) {
    throw refusalFor(thrown)
  }
}

/** Codes of ours alone: nothing of a token gets into an answer or a log. */
function refusalFor(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  if (areUnavailable(thrown)) return new Refusal('identity_keys_unavailable')
  const { JWTExpired, JWTClaimValidationFailed, JWKSNoMatchingKey } = errors
  const problem =
    thrown instanceof JWTExpired
      ? 'it is expired, or issued more than an hour ago'
      : thrown instanceof JWTClaimValidationFailed
        ? `${thrown.claim} is missing or another`
        : thrown instanceof JWKSNoMatchingKey
          ? 'no key of the site is its'
          : 'it is not signed by the site'
  return new Refusal('identity_invalid', { details: problem })
}

function refuse(problem: string): never {
  throw new Refusal('identity_invalid', { details: problem })
}

/** The site's keys couldn't be read. */
class KeysUnavailable extends Error {}

/** An answer as far as it is reasonably short. The signal of the options ends reading, too. */
async function boundedFetch(
  request: typeof fetch,
  url: string,
  options: Parameters<typeof fetch>[1],
): Promise<Response> {
  let text = ''
  let bytes = 0
  try {
    const response = await request(url, options)
    const decoder = new TextDecoder()
    const body: ReadableStream<Uint8Array> | null = response.body
    for await (const chunk of body ?? []) {
      bytes += chunk.byteLength
      if (bytes > KEYS_BYTES_MAX) break
      text += decoder.decode(chunk, { stream: true })
    }
    if (response.status === 200 && bytes <= KEYS_BYTES_MAX) return Response.json(JSON.parse(text))
  } catch (cause) {
    throw new KeysUnavailable('the keys of the site can’t be read', { cause })
  }
  throw new KeysUnavailable('the keys of the site can’t be read')
}

function nameIn({ name }: JWTPayload): string | null {
  return typeof name === 'string' && name.trim() !== ''
    ? Array.from(name.trim()).slice(0, limits.authorNameMax).join('')
    : null
}

/** An address that the site itself doesn't believe is not verified. */
function emailIn({ email, email_verified: isVerified }: JWTPayload): string | null {
  return typeof email === 'string' && isVerified !== false && isMailAddress(email) ? email : null
}
