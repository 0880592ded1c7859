import type { Caller } from '../services/caller.ts'

const ALLOWED_METHODS = 'GET, POST, PUT, PATCH, DELETE'
/** `app/config/cors.php` of 1.9.6. `Authorization` is not among them. */
const ALLOWED_HEADERS = [
  'Accept',
  'Origin',
  'Cookie',
  'Set-Cookie',
  'Content-Type',
  'Content-Range',
  'X-Requested-With',
  'X-Forwarded-For',
  'X-Forwarded-User-Agent',
  'X-Appwrite-Project',
  'X-Appwrite-Key',
  'X-Appwrite-Dev-Key',
  'X-Appwrite-Locale',
  'X-Appwrite-Mode',
  'X-Appwrite-JWT',
  'X-Appwrite-Organization',
  'X-Appwrite-Response-Format',
  'X-Appwrite-Timeout',
  'X-Appwrite-ID',
  'X-Appwrite-Timestamp',
  'X-Appwrite-Session',
  'X-Appwrite-Platform',
  'X-Appwrite-Impersonate-User-Id',
  'X-Appwrite-Impersonate-User-Email',
  'X-Appwrite-Impersonate-User-Phone',
  'X-SDK-Version',
  'X-SDK-Name',
  'X-SDK-Language',
  'X-SDK-Platform',
  'X-SDK-GraphQL',
  'X-SDK-Profile',
  'X-Fallback-Cookies',
  'Range',
  'Cache-Control',
  'Expires',
  'Pragma',
].join(', ')
const EXPOSED_HEADERS = 'X-Appwrite-Session, X-Fallback-Cookies'
const PREFLIGHT_SECONDS = '86400'

const FOR_ANY_ORIGIN: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': ALLOWED_METHODS,
  'Access-Control-Allow-Headers': ALLOWED_HEADERS,
  'Access-Control-Expose-Headers': EXPOSED_HEADERS,
  'Access-Control-Max-Age': PREFLIGHT_SECONDS,
  'Access-Control-Allow-Credentials': 'true',
}

/** The CORS headers of an answer. `allowedOrigin` is null for origins that may not read it. */
export function corsHeaders(allowedOrigin: string | null): Readonly<Record<string, string>> {
  return allowedOrigin === null
    ? FOR_ANY_ORIGIN
    : { ...FOR_ANY_ORIGIN, 'Access-Control-Allow-Origin': allowedOrigin }
}

/** The host of an Origin header, lower case, without brackets and port; null for `null` and other nonsense. */
export function hostOfOrigin(origin: string): string | null {
  if (!URL.canParse(origin)) return null
  return new URL(origin).hostname.toLowerCase() || null
}

/** An Origin header as it is compared and answered: in small letters; an empty one is none. */
export function readOrigin(header: string | null): string | null {
  return header === null || header === '' ? null : header.toLowerCase()
}

/** Origins are not checked for server-side callers, who prove themselves with a key. */
export function isExemptFromOriginCheck(caller: Caller): boolean {
  return caller.kind === 'key'
}
