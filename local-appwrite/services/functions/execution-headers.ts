import { AppwriteError } from '../appwrite-error.ts'

/** Limits of the headers a caller may give an execution (Appwrite 1.9.6, `Validator/Headers.php`). */
const HEADERS_LIMIT = 100
const HEADERS_LENGTH_LIMIT = 16_384
const NAME = /^[A-Za-z0-9-]+$/
const RESERVED = 'x-appwrite-'

/** Headers of requests and answers that are kept with an execution. */
const KEPT_OF_REQUEST = new Set(['content-type', 'agent', 'content-length', 'host', 'x-appwrite-client-ip'])
const KEPT_OF_RESPONSE = new Set(['content-type', 'content-length'])

export type HeaderMap = Readonly<Record<string, string>>
/** Headers of an answer; a list for what is sent several times, such as cookies. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[]>>

function asMap(value: unknown): Record<string, unknown> {
  let given = value
  if (typeof given === 'string') {
    try {
      given = JSON.parse(given)
    } catch {
      // Text that is no JSON counts as no headers, as in 1.9.6.
      return {}
    }
  }
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : {}
}

/** @throws AppwriteError general_argument_invalid for values that no header can have */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value)
  if (value === null) return ''
  throw invalid()
}

/**
 * Reads the `headers` parameter of an execution: a map or the JSON text of one, names in lower case afterwards.
 * Reserved names in lower case are refused; in any other spelling they are left out, so nobody can pass as another.
 *
 * @throws AppwriteError general_argument_invalid
 */
export function readExecutionHeaders(value: unknown): HeaderMap {
  const entries = Object.entries(asMap(value))
  const headers: Record<string, string> = {}
  let length = 0
  for (const [name, given] of entries) {
    const text = textOf(given)
    length += name.length + text.length
    if (!NAME.test(name) || name.startsWith(RESERVED)) throw invalid()
    const lower = name.toLowerCase()
    if (!lower.startsWith(RESERVED) && !lower.startsWith('x-open-runtimes-')) headers[lower] = text
  }
  if (entries.length > HEADERS_LIMIT || length >= HEADERS_LENGTH_LIMIT) throw invalid()
  return headers
}

function invalid(): AppwriteError {
  return new AppwriteError(
    'general_argument_invalid',
    `Invalid \`headers\` param: at most ${HEADERS_LIMIT} headers of letters, digits and hyphens, none starting with ${RESERVED}.`,
  )
}

function keep(headers: AnswerHeaders, kept: ReadonlySet<string>): { name: string; value: string }[] {
  return listHeaders(headers).filter(({ name }) => kept.has(name))
}

/** The request headers that are stored with an execution. */
export function keptRequestHeaders(headers: HeaderMap): { name: string; value: string }[] {
  return keep(headers, KEPT_OF_REQUEST)
}

/** The response headers that are stored with an execution. */
export function keptResponseHeaders(headers: AnswerHeaders): { name: string; value: string }[] {
  return keep(headers, KEPT_OF_RESPONSE)
}

/** Headers as Appwrite's answers list them. */
export function listHeaders(headers: AnswerHeaders): { name: string; value: string }[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value })),
  )
}
