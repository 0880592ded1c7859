import { describe, expect, it } from 'vitest'
import { readSources } from '../../../contract/read-sources.ts'
import { safeHref } from '../../../contract/safe-href.ts'
import { tokenize } from '../../../contract/text-tokens.ts'
import { expectLinear } from '../../support/expect-linear.ts'

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

  it.each([
    ['请看https://example.com/help。谢谢', 'https://example.com/help'],
    ['https://example.com/docs（中文说明）了解更多', 'https://example.com/docs'],
    ['見てhttps://example.com/a、次へ', 'https://example.com/a'],
    ['링크는 https://example.com/a입니다', 'https://example.com/a'],
    ['https://example.comで見る', 'https://example.com'],
    ['https://example.com/をご覧ください', 'https://example.com/'],
    ['https://example.com/a?b=1をご覧ください', 'https://example.com/a?b=1'],
    ['ดูที่https://example.com/aนะครับ', 'https://example.com/a'],
    ['「https://example.com/a」です', 'https://example.com/a'],
    ['انظر https://example.com/a، ثم', 'https://example.com/a'],
    ['https://example.com/a।', 'https://example.com/a'],
    ['https://example.com/a\u200b次', 'https://example.com/a'],
    ['https://example.com/a🎉 yes', 'https://example.com/a'],
    ['«https://example.com/a» — да', 'https://example.com/a'],
    ['https://example.com/a—it is', 'https://example.com/a'],
    ['[here](https://example.com/a)then', 'https://example.com/a'],
    ['[here](https://example.com/a_(b))', 'https://example.com/a_(b)'],
    ['**https://example.com/a**。', 'https://example.com/a'],
    ['**https://example.com/a**です', 'https://example.com/a'],
    ['_https://example.com/a_', 'https://example.com/a'],
    ['`https://example.com/a`', 'https://example.com/a'],
    ['| https://example.com/a|b |', 'https://example.com/a'],
    ['<https://example.com/a>', 'https://example.com/a'],
  ])('ends a link where its address ends: %s', (text, address) => {
    const found = tokenize(text).filter((token) => token.kind === 'link')
    expect(found.map((token) => token.text)).toEqual([address])
  })

  it.each([
    'https://ja.wikipedia.org/wiki/東京',
    'https://ko.wikipedia.org/wiki/서울_지하철',
    'https://de.wikipedia.org/wiki/Käse',
    'https://ru.wikipedia.org/wiki/Сыр',
    'https://例え.jp/パス',
    'https://fr.wikipedia.org/wiki/L’Oréal',
    'https://example.com/a?q=東京&l=ja#見出し',
    'http://[::1]:4000/a',
    'https://example.com/a~b/c_d/(e)/f',
  ])('keeps all of an address: %s', (address) => {
    expect(tokenize(`${address} !`)[0]?.text).toBe(address)
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

  it('reads a long text of many addresses in time that grows with its length', () => {
    expectLinear(tokenize, (size) => `${'a.b-c+d@'.repeat(size / 16)} ${'http://'.repeat(size / 14)}`)
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
