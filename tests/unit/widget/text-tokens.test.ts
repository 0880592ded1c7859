import { describe, expect, it } from 'vitest'
import { readSources } from '../../../widget/read-sources.ts'
import { safeHref, tokenize } from '../../../widget/text-tokens.ts'

const links = (text: string) => tokenize(text).flatMap((token) => (token.kind === 'link' ? token.href : []))

describe('tokenize', () => {
  it('gives back every character, in order', () => {
    const text = 'See https://example.com/a, (https://example.com/b_(c)) or write to ana@example.com. Bye!'
    expect(
      tokenize(text)
        .map((token) => token.text)
        .join(''),
    ).toBe(text)
    expect(links(text)).toEqual([
      'https://example.com/a',
      'https://example.com/b_(c)',
      'mailto:ana@example.com',
    ])
  })

  it('leaves the punctuation of a sentence outside of its link', () => {
    expect(links('Really https://example.com/?')).toEqual(['https://example.com/'])
    expect(links('“https://example.com/a.”')).toEqual(['https://example.com/a'])
  })

  it('makes no link of another scheme, however it is dressed', () => {
    for (const text of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\u0000script:alert(1)',
      'java\u200bscript:alert(1)',
      'data:text/html,<b>x</b>',
      'vbscript:x',
      '[x](javascript:alert(1))',
      'file:///etc/passwd',
    ]) {
      expect(links(text), text).toEqual([])
    }
  })

  it('makes no link of an address that hides its host', () => {
    expect(safeHref('https://bank.example@evil.example/')).toBeNull()
    expect(safeHref('https://exa\u202emple.com/')).toBe('https://example.com/')
  })

  it('reads a long text of many addresses in no time', () => {
    const text = `${'a.b-c+d@'.repeat(500)} ${'http://'.repeat(500)}`
    const startedAt = performance.now()
    tokenize(text)
    expect(performance.now() - startedAt).toBeLessThan(200)
  })
})

describe('readSources', () => {
  it('keeps titles, and only addresses that are http or https', () => {
    const sources = [
      { articleId: '1', title: 'Shipping', url: 'https://example.com/s' },
      { articleId: '2', title: 'Bad', url: 'javascript:alert(1)' },
      { articleId: '3', title: 'Mail', url: 'mailto:a@example.com' },
      { title: 'No id' },
      'nonsense',
    ]
    expect(readSources(JSON.stringify(sources))).toEqual([
      { articleId: '1', title: 'Shipping', url: 'https://example.com/s' },
      { articleId: '2', title: 'Bad', url: null },
      { articleId: '3', title: 'Mail', url: null },
    ])
  })

  it('takes anything else as no sources', () => {
    for (const text of [null, '', '{', '{}', 'null', '"x"']) expect(readSources(text)).toEqual([])
  })
})
