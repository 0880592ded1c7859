import { describe, expect, it } from 'vitest'
import type { Inline } from '../../../contract/inline-markup.ts'
import { formatText } from '../../../contract/rich-text.ts'
import { tokenize } from '../../../contract/text-tokens.ts'
import { formatArticle, type ArticleBlock } from '../../../widget/rich-text/format-article.ts'
import { htmlOfText } from '../../../contract/html-of-text.ts'

/** A message as short markup of the elements that it becomes. */
function shown(text: string): string {
  return formatText(text, tokenize).map(blockText).join('\n')
}

/** The same of an article. */
function read(body: string): string {
  return formatArticle(body, tokenize).map(blockText).join('\n')
}

function blockText(block: ArticleBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h>${inlineText(block.content)}</>`
    case 'paragraph':
      return inlineText(block.content)
    case 'code':
      return `<pre>${block.text}</pre>`
    case 'quote':
      return `<quote>${block.content.map(blockText).join('\n')}</quote>`
    case 'list': {
      const items = block.items.map(
        ({ content, lists }) => `<li>${inlineText(content)}${lists.map(blockText).join('')}</li>`,
      )
      return `<${block.start === null ? 'ul' : `ol ${block.start}`}>${items.join('')}</>`
    }
  }
}

function inlineText(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
          return piece.text
        case 'break':
          return '<br>'
        case 'code':
          return `<code>${piece.text}</code>`
        case 'link':
          return `<a ${piece.href}>${inlineText(piece.content)}</a>${piece.destination === null ? '' : ` (${piece.destination})`}`
        case 'bold':
        case 'italic':
        case 'strike':
          return `<${piece.kind}>${inlineText(piece.content)}</>`
      }
    })
    .join('')
}

describe('a formatted message', () => {
  it.each([
    ['**bold** and __bold__', '<bold>bold</> and <bold>bold</>'],
    ['*italic*, _italic_!', '<italic>italic</>, <italic>italic</>!'],
    ['~~gone~~', '<strike>gone</>'],
    ['***both***', '<bold><italic>both</></>'],
    ['**bold with *italic***', '<bold>bold with <italic>italic</></>'],
    ['これは**太字**です', 'これは<bold>太字</>です'],
    ['**over\ntwo lines**', '<bold>over<br>two lines</>'],
    ['Run `npm **start**` now', 'Run <code>npm **start**</code> now'],
    ['``a ` b``', '<code>a ` b</code>'],
    ['`` `a` ``', '<code>`a`</code>'],
    [String.raw`\*no\* \[a](b)`, '*no* [a](b)'],
  ])('has the emphasis that was written: %s', (text, html) => {
    expect(shown(text)).toBe(html)
  })

  it.each([
    '2*3*4 = 24',
    '5 * 3 * 2',
    'snake_case_words and __init',
    '**',
    '****',
    '**not closed',
    '*.ts and *.js',
    'f(*args, **kwargs)',
    'about ~5 or ~10',
    'Price* and more',
    'a ` b',
    '#1 priority',
    '>5 and <3',
    '[a] (b)',
    '[a](b)',
    '-5 degrees',
    'in the year\n2026. That was it'.replace('\n', ' '),
    '```',
    '~~~',
    '```js',
    String.raw`C:\Users\ana`,
  ])('keeps as text what is not closed, or no markup: %s', (text) => {
    expect(shown(text)).toBe(text)
  })

  it('has a line where a line was written, and paragraphs between blank ones', () => {
    expect(shown('one\ntwo\r\n\n\nthree')).toBe('one<br>two\nthree')
  })

  it('has code as it was written, up to the fence that closes it', () => {
    expect(shown('So:\n```ts\nconst a = **b**\n\n  - c\n```\nyes')).toBe(
      'So:\n<pre>const a = **b**\n\n  - c</pre>\nyes',
    )
    expect(shown('````\n```\n````')).toBe('<pre>```</pre>')
    expect(shown('1. Do:\n   ```\n   a\n     b\n   ```\n2. Done')).toBe(
      '<ol 1><li>Do:</li></>\n<pre>a\n  b</pre>\n<ol 2><li>Done</li></>',
    )
  })

  it('has lists, and lists in them', () => {
    expect(shown('We have\n- tea\n  black\n- **coffee**\n\n- milk\nEnjoy')).toBe(
      'We have\n<ul><li>tea<br>black</li><li><bold>coffee</></li><li>milk</li></>\nEnjoy',
    )
    expect(shown('3. a\n4. b\n   - c\n       - d\n   1. e')).toBe(
      '<ol 3><li>a</li><li>b<ul><li>c</li><li>d</li></><ol 1><li>e</li></></li></>',
    )
    expect(shown('born in\n1999. That was it')).toBe('born in<br>1999. That was it')
  })

  it('has quotes, one in another at most', () => {
    expect(shown('> a\n> - b\n>\n>> c\n>> > d\nyes')).toBe(
      '<quote>a\n<ul><li>b</li></>\n<quote>c<br>> d</quote></quote>\nyes',
    )
  })

  it.each([
    ['[our page](https://example.com/a_(b))', '<a https://example.com/a_(b)>our page</a>'],
    ['[**now**](https://example.com/)', '<a https://example.com/><bold>now</></a>'],
    [
      '[write](mailto:ana@example.com) or [call](tel:+49301234)',
      '<a mailto:ana@example.com>write</a> or <a tel:+49301234>call</a>',
    ],
    [
      'see **https://example.com/a_b_c**.',
      'see <bold><a https://example.com/a_b_c>https://example.com/a_b_c</a></>.',
    ],
    ['_https://example.com/a_', '<italic><a https://example.com/a>https://example.com/a</a></>'],
    ['https://example.com/*x*/y', '<a https://example.com/*x*/y>https://example.com/*x*/y</a>'],
    ['a_b_c@example.com', '<a mailto:a_b_c@example.com>a_b_c@example.com</a>'],
    ['`https://example.com`', '<code>https://example.com</code>'],
    ['見て[ここ](https://example.com/a)です', '見て<a https://example.com/a>ここ</a>です'],
    [
      '请看https://example.com/help。**谢谢**',
      '请看<a https://example.com/help>https://example.com/help</a>。<bold>谢谢</>',
    ],
  ])('links: %s', (text, html) => {
    expect(shown(text)).toBe(html)
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](java\u200bscript:alert(1))',
    '[x](data:text/html,a)',
    '[x](//evil.example)',
    '[x](https://bank.example@evil.example/)',
    '![x](javascript:alert(1))',
  ])('links to nothing else than pages, mailboxes and telephones: %s', (text) => {
    expect(shown(text)).not.toContain('<a')
  })

  it.each([
    ['[https://bank.example](https://evil.example/)', 'evil.example'],
    ['[bank.example](https://bank.example.evil.example/)', 'bank.example.evil.example'],
    ['[bank.example/x?y=evil.example](https://evil.example/)', 'evil.example'],
    ['[bank.example@evil.example](https://evil.example/)', 'evil.example'],
    ['[bank。example](https://evil.example/)', 'evil.example'],
    ['[b\u200bank.exa\u00admple](https://evil.example/)', 'evil.example'],
    ['[192.168.0.1](https://evil.example/)', 'evil.example'],
    ['[аpple.com](https://apple.com/)', 'apple.com'],
    ['[ana@bank.example](mailto:eve@evil.example)', 'eve@evil.example'],
    ['[+49 30 1234](tel:+4930999)', '+4930999'],
    // By what is shown, not by what is written.
    ['[**bank**.example](https://evil.example/)', 'evil.example'],
    ['[`bank`.example](https://evil.example/)', 'evil.example'],
    ['[~~bank~~.example](https://evil.example/)', 'evil.example'],
    ['[bank\u034f.example](https://evil.example/)', 'evil.example'],
    ['[bank\ufe0f.example](https://evil.example/)', 'evil.example'],
    ...['\u05b4', '\u06d4', '\u0701', '\ua4f8', '\ua60e'].map((dot) => [
      `[bank${dot}example](https://evil.example/)`,
      'evil.example',
    ]),
  ])('names where a link leads that looks like another address: %s', (text, destination) => {
    expect(shown(text)).toContain(`</a> (${destination})`)
  })

  it.each([
    '[www.example.com](https://example.com/a)',
    '[https://例え.jp](https://例え.jp/)',
    '[ana@example.com](mailto:Ana@Example.com)',
    '[+49 30-1234](tel:+49301234)',
    '[our page of tea](https://example.com/)',
  ])('names nothing twice: %s', (text) => {
    expect(shown(text)).toMatch(/<\/a>$/)
  })
})

describe('an article', () => {
  it('is headings, paragraphs and lists, whichever way its owner marked them', () => {
    expect(read('## Prices ##\nAll of\nthem\n\n**Times**\n\n+ one\n• two\n\n3. third\n4. fourth')).toBe(
      '<h>Prices</>\nAll of<br>them\n<h>Times</>\n<ul><li>one</li><li>two</li></>\n<ol 3><li>third</li><li>fourth</li></>',
    )
  })

  it('has what messages have: bold words, code, lists in lists, links with their own words or as they are', () => {
    expect(read('See **[our page](https://a.example/b)**, `npm` or https://c.example.\n- a\n  1. b')).toBe(
      'See <bold><a https://a.example/b>our page</a></>, <code>npm</code> or <a https://c.example/>https://c.example</a>.\n' +
        '<ul><li>a<ol 1><li>b</li></></li></>',
    )
  })

  it('goes on where its editor wrapped a line, and breaks where a short one ends', () => {
    const long = 'word '.repeat(14).trim()
    expect(read(`${long}\nand so on\nend`)).toBe(`${long} and so on<br>end`)
    expect(read(`- ${long}\n  and so on\n- end`)).toBe(`<ul><li>${long} and so on</li><li>end</li></>`)
    expect(read(`${long}\n\nnext`)).toBe(`${long}\nnext`)
  })

  it('keeps code as it is, and a table as its cells', () => {
    expect(read('```\n- **a**\n# b\n| c |\n```\n| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |')).toBe(
      '<pre>- **a**\n# b\n| c |</pre>\nA · B\n1 · 2<br>3 · 4',
    )
  })

  it.each([
    '[press](javascript:alert(1))',
    '[press](data:text/html,x)',
    '[shop](https://shop.example@evil.example/)',
    '![a picture](https://evil.example/track.png)',
    '## ![a picture](https://evil.example/track_(1).png)',
    '| ![a picture](https://evil.example/track.png) |',
  ])('makes no link of %s, and loads no picture', (body) => {
    expect(read(body)).not.toContain('<a')
  })

  it('has a picture as its description, and a link to a file beside it as its words', () => {
    expect(read('![A lamp](https://a.example/lamp.png) as in [the list](lamps.md)')).toBe(
      'A lamp as in the list',
    )
  })

  it('shows markup of HTML as the text that it is', () => {
    expect(formatArticle('<img src=x onerror=alert(1)>', tokenize)).toEqual([
      { kind: 'paragraph', content: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] },
    ])
  })

  it.each(['**half __of `it [is](not', '```\nhalf'])(
    'reads marks that nothing closes as text: %j',
    (body) => {
      expect(read(body)).toBe(body.replace('\n', '<br>'))
    },
  )
})

describe('a formatted message in an HTML transcript', () => {
  it('is markup of our own, and everything in it text', () => {
    const html = htmlOfText(
      '**<b>** [<i>"x"](https://example.com/?a="b"&c)\n- `<u>`\n\n```\n</code></pre><script>\n```',
      (text) => text.replace(/[<>"&]/g, (mark) => `&#${mark.charCodeAt(0)};`),
    )
    expect(html).toBe(
      '<p dir="auto"><strong>&#60;b&#62;</strong> <a href="https://example.com/?a=%22b%22&#38;c" rel="noopener noreferrer">&#60;i&#62;&#34;x&#34;</a></p>' +
        '<ul dir="auto"><li dir="auto"><code>&#60;u&#62;</code></li></ul><pre><code>&#60;/code&#62;&#60;/pre&#62;&#60;script&#62;</code></pre>',
    )
  })
})
