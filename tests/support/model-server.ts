import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as z from 'zod/mini'

/** What a model's server does with one request. */
export interface ModelBehaviour {
  /** Other than 200: no stream follows. */
  readonly status?: number
  /** Pieces of the answer, each an event of its own. A function is waited for before the next. */
  readonly pieces?: readonly (string | (() => Promise<void>))[]
  /** Bytes in place of events, written one after the other as they are. */
  readonly raw?: readonly (string | Uint8Array)[]
  /** What follows the last piece: the end of the stream as it should be, silence, or a socket that is cut. */
  readonly end?: 'done' | 'silence' | 'cut'
  readonly tokens?: number
}

const Asked = z.object({
  model: z.string(),
  stream: z.literal(true),
  max_tokens: z.number(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
})
export type AskedModel = z.infer<typeof Asked> & { readonly authorization: string | undefined }

/** A local server with the streaming API of OpenAI, which does what a test tells it. */
export interface ModelServer {
  readonly baseUrl: string
  readonly asked: AskedModel[]
  /** What it does with the requests from now on. */
  behave: (behaviour: (asked: AskedModel) => ModelBehaviour) => void
  close: () => Promise<void>
}

export async function startModelServer(): Promise<ModelServer> {
  const asked: AskedModel[] = []
  let behaviour: (asked: AskedModel) => ModelBehaviour = () => ({ pieces: ['NO_ANSWER'] })
  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => response.destroy(Error('the test failed', { cause })))
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => bytes.push(chunk))
    await once(request, 'end')
    const body = Asked.parse(JSON.parse(Buffer.concat(bytes).toString()))
    const question = { ...body, authorization: request.headers.authorization }
    asked.push(question)
    const { status = 200, pieces = [], raw = [], end = 'done', tokens } = behaviour(question)
    response.writeHead(status, { 'content-type': 'text/event-stream' })
    if (status !== 200) return void response.end('{"error":{"message":"no"}}')
    const send = (value: object) => response.write(`data: ${JSON.stringify(value)}\n\n`)
    for (const piece of pieces) {
      if (typeof piece === 'string') send({ choices: [{ index: 0, delta: { content: piece } }] })
      else await piece()
    }
    for (const piece of raw) {
      response.write(piece)
      // Each piece a packet of its own.
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (tokens !== undefined) send({ choices: [], usage: { total_tokens: tokens } })
    if (end === 'done') response.end('data: [DONE]\n\n')
    if (end === 'cut') response.destroy()
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    behave: (next) => {
      behaviour = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
