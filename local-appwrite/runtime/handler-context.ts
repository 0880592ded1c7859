import type { FunctionRequest } from '../services/functions/function-invocation.ts'
import type { ExecutionLog } from './execution-log.ts'

/** What a handler hands back by `return res.…()`, before it is checked. */
interface HandlerOutput {
  body?: unknown
  statusCode?: unknown
  headers?: unknown
}

type Headers = Record<string, string>

const BINARY_TYPES = ['application/', 'audio/', 'font/', 'image/', 'video/']

function requestOf(request: FunctionRequest) {
  const { headers, method } = request
  const contentType = (headers['content-type'] ?? 'text/plain').toLowerCase()
  const bodyBinary = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength)
  const [path = '/', queryString = ''] = request.path.split('?')
  const query: Record<string, string> = {}
  for (const parameter of queryString.split('&')) {
    const [key, ...value] = parameter.split('=')
    if (key) query[key] = value.join('=')
  }
  const scheme = headers['x-forwarded-proto'] ?? 'http'
  const defaultPort = scheme === 'https' ? '443' : '80'
  const [host = '', port = defaultPort] = (headers['host'] ?? '').split(':')
  const origin = `${scheme}://${host}${port === defaultPort ? '' : `:${port}`}`

  return {
    get body(): unknown {
      if (contentType.startsWith('application/json')) return bodyBinary.length > 0 ? this.bodyJson : {}
      // Forms are the one kind of `application/` that is text.
      if (contentType.startsWith('application/x-www-form-urlencoded')) return this.bodyText
      return BINARY_TYPES.some((type) => contentType.startsWith(type)) ? bodyBinary : this.bodyText
    },
    get bodyRaw(): string {
      return this.bodyText
    },
    get bodyText(): string {
      return bodyBinary.toString('utf8')
    },
    get bodyJson(): unknown {
      const body: unknown = JSON.parse(this.bodyText)
      return body
    },
    get bodyBinary(): Buffer {
      return bodyBinary
    },
    headers: { ...headers },
    method,
    host,
    scheme,
    query,
    queryString,
    port: Number(port),
    url: `${origin}${path}${queryString === '' ? '' : `?${queryString}`}`,
    path,
  }
}

function responseBuilder() {
  return {
    send(body: unknown, statusCode = 200, headers: Headers = {}): HandlerOutput {
      return this.text(body, statusCode, headers)
    },
    text(body: unknown, statusCode = 200, headers: Headers = {}): HandlerOutput {
      return this.binary(Buffer.from(String(body), 'utf8'), statusCode, headers)
    },
    binary(body: unknown, statusCode = 200, headers: Headers = {}): HandlerOutput {
      return { body, statusCode, headers }
    },
    json(value: unknown, statusCode = 200, headers: Headers = {}): HandlerOutput {
      headers['content-type'] = 'application/json'
      return this.text(JSON.stringify(value), statusCode, headers)
    },
    empty(): HandlerOutput {
      return this.text('', 204, {})
    },
    redirect(url: string, statusCode = 301, headers: Headers = {}): HandlerOutput {
      headers['location'] = url
      return this.text('', statusCode, headers)
    },
  }
}

/**
 * The one argument of a handler, shaped as open-runtimes does: `req` with lazily parsed bodies and a query whose
 * values are not URL-decoded, `res` whose results must be returned, `log` and `error`.
 */
export function handlerContext(request: FunctionRequest, log: ExecutionLog) {
  return {
    req: requestOf(request),
    res: responseBuilder(),
    log: (message: unknown): void => log.log(message),
    error: (message: unknown): void => log.error(message),
  }
}
