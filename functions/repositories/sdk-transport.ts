/**
 * What node-appwrite sends its requests with, in place of the HTTP client that it brings: esbuild puts this module
 * where the SDK imports `undici`. That client costs more start time than everything else in a function together;
 * `npm run build` measures what is left.
 *
 * It keeps connections open between executions of a warm function, and gives up after ten seconds without an answer.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

const ANSWER_TIMEOUT_MS = 10_000
const keptOpen = { keepAlive: true, maxSockets: 32 }
const httpAgent = new HttpAgent(keptOpen)
const httpsAgent = new HttpsAgent(keptOpen)

interface Options {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

/** As much of `fetch` as the SDK's calls without files use, and what sends a file. Rejects with a `TypeError` without a response. */
export async function fetch(uri: string, options: Options = {}): Promise<SdkResponse> {
  const url = new URL(uri)
  const body = options.body ?? ''
  const headers: Record<string, string | number> = { ...options.headers }
  if (body.length > 0) headers['content-length'] = Buffer.byteLength(body)
  const secure = url.protocol === 'https:'
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = (secure ? httpsRequest : httpRequest)(
    url,
    {
      method: options.method ?? 'GET',
      headers,
      agent: secure ? httpsAgent : httpAgent,
      timeout: ANSWER_TIMEOUT_MS,
    },
    resolve,
  )
  request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms`)))
  request.on('error', reject)
  request.end(body)
  try {
    const response = await promise
    const chunks: Buffer[] = []
    const parts: AsyncIterable<Buffer> = response
    for await (const part of parts) chunks.push(part)
    return new SdkResponse(response, Buffer.concat(chunks))
  } catch (cause) {
    throw new TypeError('fetch failed', { cause })
  }
}

class SdkResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly #body: Buffer

  constructor(response: IncomingMessage, body: Buffer) {
    this.status = response.statusCode ?? 0
    this.headers = {
      get: (name) => {
        const value = response.headers[name.toLowerCase()]
        return Array.isArray(value) ? value.join(', ') : (value ?? null)
      },
    }
    this.#body = body
  }

  async text(): Promise<string> {
    return this.#body.toString('utf8')
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#body).buffer
  }
}

/* oxlint-disable typescript/no-extraneous-class -- the SDK checks `instanceof` these; `stored-files.ts` sends files without them */
export class File {}
export class FormData {}
export class Agent {}
