import { describe, expect, it } from 'vitest'
import { readTag, readTagInPath } from '../../contract/tag.ts'

describe('a tag', () => {
  it.each([
    ['billing', 'billing'],
    ['VIP', 'vip'],
    ['Rückgabe', 'rückgabe'],
    ['Ru\u0308ckgabe', 'rückgabe'],
    ['2026-q1_a.b', '2026-q1_a.b'],
    ['返金', '返金'],
    ['x'.repeat(40), 'x'.repeat(40)],
  ])('%j is stored as %j', (text, tag) => expect(readTag(text)).toBe(tag))

  it.each(['', ' ', 'two words', '-minus', '.dot', 'a/b', 'a\u001b[31m', '<b>', 'x'.repeat(41), '\u202eabc'])(
    'is not %j',
    (text) => expect(readTag(text)).toBeNull(),
  )

  it('in an address is unescaped, where it is escaped at all', () => {
    expect(readTagInPath(encodeURIComponent('rückgabe'))).toBe('rückgabe')
    expect(readTagInPath('%E0%A4%A')).toBeNull()
    expect(readTagInPath('a%2Fb')).toBeNull()
  })
})
