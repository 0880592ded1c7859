import { describe, expect, it } from 'vitest'
import { ChatError } from '../../../client/chat-error.ts'
import { refusalDetails } from '../../../widget/store/refusal-details.ts'

const NOTHING = { retryAfterMs: 0, text: null }
const refusal = (details: unknown) => new ChatError('rate_limited', 'Slow down.', 429, { cause: { details } })

describe('what a refusal says beyond its code', () => {
  it('is when to come back, and the words of the site’s owner', () => {
    expect(refusalDetails(refusal({ retryAfterSeconds: 1.5, text: 'Back soon.' }))).toEqual({
      retryAfterMs: 1500,
      text: 'Back soon.',
    })
  })

  it('is never a wait of more than a day', () => {
    expect(refusalDetails(refusal({ retryAfterSeconds: 1e12 })).retryAfterMs).toBe(86_400_000)
  })

  it.each([
    [{ retryAfterSeconds: -5, text: '' }],
    [{ retryAfterSeconds: '60', text: 7 }],
    [{ retryAfterSeconds: null }],
    [{}],
    ['soon'],
    [null],
  ])('is nothing where it is nonsense: %j', (details) => {
    expect(refusalDetails(refusal(details))).toEqual(NOTHING)
  })

  it('is nothing where no refusal was met', () => {
    expect(refusalDetails(new ChatError('network'))).toEqual(NOTHING)
    expect(refusalDetails(new Error('a fault', { cause: { details: { text: 'Not of an owner' } } }))).toEqual(
      NOTHING,
    )
    expect(refusalDetails(null)).toEqual(NOTHING)
  })
})
