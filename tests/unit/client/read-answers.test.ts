import { describe, expect, it } from 'vitest'
import { readMessageAnswer, readSendAnswer, readSessionAnswer } from '../../../client/read-answers.ts'
import { message, session } from '../../support/chat-rows.ts'

const settings = { siteName: 'Shop', greeting: null, theme: {}, starterQuestions: [] }
const whole = {
  session: session(1),
  messages: [message(1, 1), { broken: true }, message(2, 2)],
  hasOlder: true,
  settings,
  credentials: { userId: 'u', secret: 's' },
  databaseId: 'chat',
}

describe('an answer', () => {
  it('with a session has its messages, without those that can’t be read', () => {
    const read = readSessionAnswer(whole)
    expect(read.messages.map(({ $id }) => $id)).toEqual(['m1', 'm2'])
    expect(read).toMatchObject({
      session: { $id: 's_1' },
      hasOlder: true,
      settings: { siteName: 'Shop' },
      credentials: { userId: 'u', secret: 's' },
      databaseId: 'chat',
    })
    expect(readSessionAnswer({ ...whole, hasOlder: 1, credentials: { userId: 'u' } })).toMatchObject({
      hasOlder: false,
      credentials: null,
    })
  })

  it('with a session has its rating, or none where that can’t be read', () => {
    const rating = { score: 4, comment: null, ratedAt: '2026-01-28T12:00:00.000+00:00', isFinal: true }
    expect(readSessionAnswer({ ...whole, rating }).rating).toEqual(rating)
    expect(readSessionAnswer({ ...whole, rating: { ...rating, score: '4' } }).rating).toBeNull()
    expect(readSessionAnswer(whole).rating).toBeNull()
  })

  it('to a message has it, and whether it was there', () => {
    const answer = { message: message(1, 1), session: session(1), duplicate: true }
    expect(readSendAnswer(answer)).toMatchObject({ message: { $id: 'm1' }, duplicate: true })
    expect(readMessageAnswer({ message: message(3, 3) })).toMatchObject({ $id: 'm3' })
  })

  it.each([
    ['session', () => readSessionAnswer({ ...whole, session: {} })],
    ['databaseId', () => readSessionAnswer({ ...whole, databaseId: 1 })],
    ['message', () => readSendAnswer({ session: session(1) })],
    ['message', () => readMessageAnswer({ messages: [] })],
  ])('without its %s says so', (field, read) => {
    expect(read).toThrow(
      expect.objectContaining({ code: 'bad_answer', message: `the answer has no ${field}` }),
    )
  })
})
