import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  ModelError,
  streamCompletion,
  type ModelFailure,
  type ModelPatience,
  type Piece,
} from '../../functions/bot/model/stream-completion.ts'
import { startModelServer, type ModelBehaviour, type ModelServer } from '../support/model-server.ts'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
beforeEach(() => {
  server.asked.length = 0
})
afterAll(() => server.close())

const PATIENT: ModelPatience = { silentMs: 60_000, totalMs: 60_000 }

async function ask(behaviour: ModelBehaviour, patience = PATIENT, signal = new AbortController().signal) {
  server.behave(() => behaviour)
  const model = { baseUrl: server.baseUrl, name: 'm', apiKey: 'secret' }
  const pieces: Piece[] = []
  let failure: ModelFailure | 'aborted' | null = null
  try {
    const stream = streamCompletion(model, [{ role: 'user', content: 'Hi' }], 300, patience, signal)
    for await (const piece of stream) pieces.push(piece)
  } catch (thrown) {
    failure = thrown instanceof ModelError ? thrown.failure : 'aborted'
  }
  const text = pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')
  return { pieces, text, failure }
}

describe('a model that streams', () => {
  it('is asked with its name, key and limit, and read piece by piece with what it cost', async () => {
    const answer = await ask({ pieces: ['It takes ', '7 days.'], tokens: 42 })
    expect(answer.pieces).toEqual([{ text: 'It takes ' }, { text: '7 days.' }, { tokens: 42 }])
    expect(server.asked).toEqual([
      {
        model: 'm',
        stream: true,
        max_tokens: 300,
        messages: [{ role: 'user', content: 'Hi' }],
        authorization: 'Bearer secret',
      },
    ])
  })

  it('may cut characters and events anywhere', async () => {
    const event = (text: string) =>
      `data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\r\n\r\n`
    const bytes = Buffer.from(`: comment\n\n${event('Grüße 🕯️')}${event(' aus Köln')}`)
    const raw = Array.from(bytes, (byte) => Uint8Array.of(byte))
    expect(await ask({ raw })).toMatchObject({ text: 'Grüße 🕯️ aus Köln', failure: null })
  })

  it.each<[string, ModelBehaviour, ModelFailure]>([
    ['refuses', { status: 429 }, 'refused'],
    ['breaks off', { pieces: ['It'], end: 'cut' }, 'unreachable'],
    ['sends what is no JSON', { raw: ['data: {"choices":\n\n'] }, 'broken'],
    ['sends another shape', { raw: ['data: {"choices":7}\n\n'] }, 'broken'],
    [
      'is cut off by its limit of tokens',
      { raw: ['data: {"choices":[{"delta":{},"finish_reason":"length"}]}\n\n'] },
      'too_long',
    ],
    ['sends without end', { raw: Array.from({ length: 40 }, () => `: ${'x'.repeat(30_000)}\n`) }, 'too_long'],
  ])('that %s is given up', async (_what, behaviour, failure) => {
    expect(await ask(behaviour)).toMatchObject({ failure })
  })

  it('that falls silent, or never ends, is given up', async () => {
    const silent = await ask({ pieces: ['It'], end: 'silence' }, { silentMs: 200, totalMs: 60_000 })
    expect(silent).toMatchObject({ failure: 'stalled', text: 'It' })
    const slow = await ask({ pieces: ['It'], end: 'silence' }, { silentMs: 60_000, totalMs: 200 })
    expect(slow).toMatchObject({ failure: 'stalled', text: 'It' })
  })

  it('that is not there, is given up', async () => {
    const gone = await startModelServer()
    await gone.close()
    const model = { baseUrl: gone.baseUrl, name: 'm', apiKey: null }
    const stream = streamCompletion(model, [], 1, PATIENT, new AbortController().signal)
    await expect(stream.next()).rejects.toMatchObject({ failure: 'unreachable' })
  })

  it('is left alone once the reader stops', async () => {
    const stop = new AbortController()
    const pieces = [
      'It',
      async () => {
        stop.abort()
      },
    ]
    expect(await ask({ pieces, end: 'silence' }, PATIENT, stop.signal)).toMatchObject({ failure: 'aborted' })
  })
})
