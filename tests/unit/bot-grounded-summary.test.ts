import { describe, expect, it } from 'vitest'
import { groundedSummary } from '../../functions/bot/model/grounded-summary.ts'
import { expectLinear } from '../support/expect-linear.ts'

const chat =
  'My order 4711 never came.\nIt takes 2 to 3 days, see shop.example/orders.\nWrite me: jo@mail.example'

describe('a model’s summary of a chat', () => {
  it('is three sentences of one line at most', () => {
    expect(groundedSummary('One.\n\nTwo!  Three? Four.', chat)).toBe('One. Two! Three?')
    expect(groundedSummary(' \n', chat)).toBeNull()
  })

  it('may have the chat’s figures and addresses, and no others', () => {
    const told = 'Order 4711 is late, jo@mail.example was sent to shop.example/orders.'
    expect(groundedSummary(told, chat)).toBe(told)
    for (const made of ['Order 4712 is late.', 'Pay at evil.example.', 'Write to jo@evil.example.']) {
      expect(groundedSummary(made, chat), made).toBeNull()
    }
  })

  it.each(['a ', '. ', 'a.b', '1', '\n'])('is read in time that grows with its length: %j', (part) => {
    expectLinear(
      (text) => groundedSummary(text, chat),
      (size) => part.repeat(size / part.length),
    )
  })
})
