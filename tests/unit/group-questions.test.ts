import { describe, expect, it } from 'vitest'
import { groupQuestions } from '../../contract/group-questions.ts'

const groups = (...texts: readonly string[]) =>
  groupQuestions(texts.map((text) => ({ text }))).map((group) => group.map(({ text }) => text))

describe('questions', () => {
  it('in about the same words are one, in any order, with other endings, marks and capitals', () => {
    expect(
      groups('Where can I park?', 'Kann ich Bücher verlängern?', 'PARKING, where', 'bucher verlangern ich'),
    ).toEqual([
      ['Where can I park?', 'PARKING, where'],
      ['Kann ich Bücher verlängern?', 'bucher verlangern ich'],
    ])
  })

  it('are apart where they share what most of them have', () => {
    const asked = ['How do I pay?', 'How do I park?', 'How do I return a lamp?', 'How do I cancel?']
    expect(groups(...asked)).toHaveLength(4)
  })

  it('come with the most asked first, and those of signs or short words too', () => {
    expect(groups('a b', '???', 'dogs allowed', 'are dogs allowed', '???')).toEqual([
      ['???', '???'],
      ['dogs allowed', 'are dogs allowed'],
      ['a b'],
    ])
  })
})
