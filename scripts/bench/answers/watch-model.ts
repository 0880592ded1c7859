import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod/mini'
import { HAND_OVER, NO_ANSWER } from '../../../functions/bot/model/grounded-text.ts'
import type { Model } from '../../../functions/bot/model/model.ts'
import { ModelError, streamCompletion } from '../../../functions/bot/model/stream-completion.ts'
import { SUMMARY_TASK } from '../../../functions/bot/model/write-summary-prompt.ts'

/** A model that answers later has no part in a chat. */
const PATIENCE = { silentMs: 30_000, totalMs: 120_000 }

const Asked = z.object({
  max_tokens: z.number(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
})

/** What a model made of one question of the bot. */
export interface ModelAnswer {
  /** `none` where it says that it has no answer or that a person is wanted, `failed` where nothing whole came. */
  readonly kind: 'answer' | 'none' | 'failed'
  /** From the request to its first words; null without any. */
  readonly firstWordMs: number | null
  /** Of question and answer; null where its server doesn't count. */
  readonly tokens: number | null
}

/** Stands between the bot and a model's server, and sees what passes. */
export interface WatchedModel {
  readonly baseUrl: string
  readonly name: string
  /** To questions of visitors, not to summaries. */
  readonly answers: readonly ModelAnswer[]
  close: () => Promise<void>
}

export async function watchModel(model: Model): Promise<WatchedModel> {
  const answers: ModelAnswer[] = []
  const server = createServer((request, response) => {
    pass(request, response).catch((cause: unknown) => response.destroy(Error('not passed on', { cause })))
  })

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { messages, max_tokens } = Asked.parse(JSON.parse((await buffer(request)).toString()))
    const startedAt = performance.now()
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const send = (value: object) => response.write(`data: ${JSON.stringify(value)}\n\n`)
    let text = ''
    let firstWordMs: number | null = null
    let tokens: number | null = null
    let isWhole = true
    try {
      for await (const piece of streamCompletion(model, messages, max_tokens, PATIENCE, gone.signal)) {
        firstWordMs ??= 'text' in piece ? performance.now() - startedAt : null
        if ('text' in piece) text += piece.text
        else tokens = piece.tokens
        send(
          'text' in piece
            ? { choices: [{ delta: { content: piece.text } }] }
            : { usage: { total_tokens: piece.tokens } },
        )
      }
      response.end('data: [DONE]\n\n')
    } catch (thrown) {
      // The bot reads no further once it has dropped an answer.
      if (!gone.signal.aborted && !(thrown instanceof ModelError)) throw thrown
      isWhole = gone.signal.aborted
      response.destroy()
    }
    if (messages[0]?.content.startsWith(SUMMARY_TASK)) return
    const isNone = text.startsWith(NO_ANSWER) || text.startsWith(HAND_OVER)
    answers.push({
      kind: !isWhole || text === '' ? 'failed' : isNone ? 'none' : 'answer',
      firstWordMs,
      tokens,
    })
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    name: model.name,
    answers,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
