import { AppwriteError } from '../../services/appwrite-error.ts'
import { listHeaders } from '../../services/functions/execution-headers.ts'
import type { FunctionDomain } from '../../services/functions/function-domain.ts'
import {
  type FunctionOutcome,
  RUNTIME_BODY_LIMIT_BYTES,
} from '../../services/functions/function-invocation.ts'

/** Statuses that HTTP allows no body with. */
const BODILESS = new Set([204, 205, 304])
/** Headers that the server itself decides on. */
const OWN = new Set(['connection', 'transfer-encoding', 'content-length', 'keep-alive', 'upgrade'])

/** Answers of functions may hold anything; what HTTP cannot carry is left out. */
function headersOf(outcome: FunctionOutcome, executionId: string): Headers {
  const headers = new Headers()
  for (const { name, value } of listHeaders(outcome.headers)) {
    if (OWN.has(name)) continue
    try {
      headers.append(name, value)
    } catch {
      // An impossible name or value.
    }
  }
  headers.set('x-appwrite-execution-id', executionId)
  return headers
}

function errorPage(status: number, title: string): string {
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${status}</title>` +
    `<h1>${status}</h1><p>${title}</p></html>`
  )
}

function refusal(error: AppwriteError, request: Request): Response {
  if ((request.headers.get('accept') ?? '').includes('text/html')) {
    return new Response(errorPage(error.code, error.type), {
      status: error.code,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    })
  }
  return Response.json(error.toEnvelope(), { status: error.code })
}

/** Path and query string. */
function pathOf({ url }: Request): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}

/** @throws AppwriteError general_bad_request for more than a function takes */
async function readBody(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const body: AsyncIterable<Uint8Array> | null = request.body
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    if (length > RUNTIME_BODY_LIMIT_BYTES) {
      throw new AppwriteError('general_bad_request', 'The request body is too large.')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Answers a request to a function's own domain with what the function answers. Appwrite adds no CORS headers here,
 * and replaces empty answers of status 400 and above by an HTML page.
 */
export async function functionDomainResponse(
  domain: FunctionDomain,
  functionId: string,
  request: Request,
  clientIp: string,
  report: (error: unknown) => void,
): Promise<Response> {
  try {
    const body = await readBody(request)
    const { executionId, outcome } = await domain.execute(functionId, {
      method: request.method,
      path: pathOf(request),
      headers: Object.fromEntries(request.headers),
      body,
      clientIp,
    })
    // No web server can answer more than 599.
    const statusCode = outcome.statusCode > 599 ? 500 : outcome.statusCode
    const headers = headersOf(outcome, executionId)
    if (statusCode >= 400 && outcome.body.byteLength === 0) {
      headers.set('content-type', 'text/html; charset=UTF-8')
      return new Response(errorPage(statusCode, 'The function answered with an error.'), {
        status: statusCode,
        headers,
      })
    }
    const withoutBody = BODILESS.has(statusCode) || request.method === 'HEAD'
    return new Response(withoutBody ? null : Buffer.from(outcome.body), { status: statusCode, headers })
  } catch (error) {
    if (error instanceof AppwriteError) return refusal(error, request)
    report(error)
    return refusal(new AppwriteError('general_unknown', 'Server Error'), request)
  }
}
