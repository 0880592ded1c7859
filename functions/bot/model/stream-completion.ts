import { createParser } from 'eventsource-parser'
import * as z from 'zod/mini'
import type { Model } from './model.ts'

/** One message of what a model reads. */
export interface Prompt {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** Why a model gave no answer. `refused` is an HTTP status that isn't 2xx, `broken` a stream that can't be read. */
export type ModelFailure = 'unreachable' | 'refused' | 'stalled' | 'too_long' | 'broken'

export class ModelError extends Error {
  readonly failure: ModelFailure
  constructor(failure: ModelFailure, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ModelError'
    this.failure = failure
  }
}

/** How long a model may take, in milliseconds. */
export interface ModelPatience {
  /** Until its first piece, and between two of them. */
  readonly silentMs: number
  /** For all of its answer. */
  readonly totalMs: number
}

/** What is read of a stream at most, in characters: more than any answer within its tokens. */
const STREAM_MAX = 1_000_000

/** A server's own count of tokens; of any other shape it counts as none. */
const Usage = z.object({ total_tokens: z.int().check(z.nonnegative(), z.maximum(STREAM_MAX)) })

const Chunk = z.object({
  choices: z.optional(
    z.array(
      z.object({
        delta: z.optional(z.object({ content: z.optional(z.nullable(z.string())) })),
        finish_reason: z.optional(z.nullable(z.string())),
      }),
    ),
  ),
  usage: z.optional(z.unknown()),
})

/** A piece of the answer, or how many tokens question and answer were; the latter only from servers that count. */
export type Piece = { readonly text: string } | { readonly tokens: number }

/**
 * Asks a model and gives its answer piece by piece, as the server streams it (`POST /chat/completions`, server-sent
 * events).
 *
 * @throws ModelError
 */
export async function* streamCompletion(
  model: Model,
  prompts: readonly Prompt[],
  tokensMax: number,
  patience: ModelPatience,
  signal: AbortSignal,
): AsyncGenerator<Piece, void> {
  const stall = new AbortController()
  const ends = AbortSignal.any([signal, stall.signal, AbortSignal.timeout(patience.totalMs)])
  let silence: ReturnType<typeof setTimeout> | undefined
  const expectSoon = () => {
    clearTimeout(silence)
    silence = setTimeout(() => stall.abort(), patience.silentMs)
  }
  const pieces: Piece[] = []
  let isDone = false
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === '[DONE]') isDone = true
      else if (data !== '') pieces.push(...piecesOf(data))
    },
    onError: (error) => {
      throw new ModelError('broken', 'the stream is no stream of events', error)
    },
  })
  expectSoon()
  try {
    const body = await request(model, prompts, tokensMax, ends)
    let length = 0
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      length += text.length
      if (length > STREAM_MAX) throw new ModelError('too_long', 'the stream does not end')
      expectSoon()
      parser.feed(text)
      yield* pieces.splice(0)
      if (isDone) return
    }
  } catch (thrown) {
    if (thrown instanceof ModelError) throw thrown
    if (signal.aborted) throw thrown
    if (ends.aborted) throw new ModelError('stalled', 'the model took too long', thrown)
    throw new ModelError('unreachable', 'the model could not be reached', thrown)
  } finally {
    clearTimeout(silence)
    // Whoever stops reading early ends the request too.
    stall.abort()
  }
}

async function request(
  model: Model,
  messages: readonly Prompt[],
  tokensMax: number,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await fetch(`${model.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(model.apiKey !== null && { authorization: `Bearer ${model.apiKey}` }),
    },
    body: JSON.stringify({
      model: model.name,
      messages,
      max_tokens: tokensMax,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    }),
    redirect: 'error',
    signal,
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw new ModelError('refused', `the model's server answered ${response.status}`)
  }
  if (response.body === null) throw new ModelError('broken', 'the model’s server answered nothing')
  return response.body
}

function piecesOf(data: string): Piece[] {
  let value: unknown
  try {
    value = JSON.parse(data)
  } catch (thrown) {
    throw new ModelError('broken', 'an event of the stream is not JSON', thrown)
  }
  const chunk = Chunk.safeParse(value)
  if (!chunk.success) throw new ModelError('broken', 'an event of the stream has another shape')
  const [choice] = chunk.data.choices ?? []
  // Its last sentence would say half of something, and may say the opposite.
  if (choice?.finish_reason === 'length') throw new ModelError('too_long', 'the answer was cut off')
  const text = choice?.delta?.content
  const usage = Usage.safeParse(chunk.data.usage)
  return [...(text ? [{ text }] : []), ...(usage.success ? [{ tokens: usage.data.total_tokens }] : [])]
}
