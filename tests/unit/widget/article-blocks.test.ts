import { describe, expect, it } from 'vitest'
import { safeHref } from '../../../contract/safe-href.ts'
import { tokenize } from '../../../contract/text-tokens.ts'
import { articleBlocks } from '../../../widget/help/article-blocks.ts'

const blocks = (body: string) => articleBlocks(body, { safeHref, tokenize })

describe('an article', () => {
  it('is headings, paragraphs and lists, whichever way its owner marked them', () => {
    expect(blocks('## Prices ##\nAll of\nthem\n\n**Times**\n\n- one\n- two\n\n3. third\n4. fourth')).toEqual([
      { kind: 'heading', content: [{ kind: 'text', text: 'Prices' }] },
      { kind: 'paragraph', content: [{ kind: 'text', text: 'All of\nthem' }] },
      { kind: 'heading', content: [{ kind: 'text', text: 'Times' }] },
      {
        kind: 'list',
        start: null,
        items: [{ content: [{ kind: 'text', text: 'one' }] }, { content: [{ kind: 'text', text: 'two' }] }],
      },
      {
        kind: 'list',
        start: 3,
        items: [
          { content: [{ kind: 'text', text: 'third' }] },
          { content: [{ kind: 'text', text: 'fourth' }] },
        ],
      },
    ])
  })

  it('has bold words, code, and links with their own words or as they are', () => {
    expect(blocks('See **[our page](https://a.example/b)**, `npm` or https://c.example.')).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'See ' },
          { kind: 'bold', content: [{ kind: 'link', href: 'https://a.example/b', text: 'our page' }] },
          { kind: 'text', text: ', ' },
          { kind: 'code', text: 'npm' },
          { kind: 'text', text: ' or ' },
          { kind: 'link', href: 'https://c.example/', text: 'https://c.example' },
          { kind: 'text', text: '.' },
        ],
      },
    ])
  })

  it('keeps code as it is, and a table as its cells', () => {
    expect(blocks('```\n- **a**\n```\n| A | B |\n| --- | --- |\n| 1 | 2 |')).toEqual([
      { kind: 'code', text: '- **a**' },
      { kind: 'paragraph', content: [{ kind: 'text', text: 'A · B' }] },
      { kind: 'paragraph', content: [{ kind: 'text', text: '1 · 2' }] },
    ])
  })

  it.each([
    ['[press](javascript:alert(1))', 'javascript'],
    ['[press](data:text/html,x)', 'data:'],
    ['[shop](https://shop.example@evil.example/)', 'https://shop.example@'],
    ['![a picture](https://evil.example/track.png)', 'track'],
  ])('makes no link of %s, and loads no picture', (body) => {
    expect(JSON.stringify(blocks(body))).not.toContain('"link"')
  })

  it('shows markup of HTML as the text that it is', () => {
    expect(blocks('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'paragraph', content: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] },
    ])
  })

  it('reads marks that nothing closes as text', () => {
    expect(blocks('**half __of `it [is](not')).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: '**' },
          { kind: 'text', text: 'half ' },
          { kind: 'text', text: '__' },
          { kind: 'text', text: 'of `it [is](not' },
        ],
      },
    ])
  })
})
