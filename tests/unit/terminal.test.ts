import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { jsonText } from '../../scripts/terminal/json-text.ts'
import { parseSince } from '../../scripts/terminal/parse-since.ts'
import { plainText } from '../../scripts/terminal/plain-text.ts'
import { relativeTime } from '../../scripts/terminal/relative-time.ts'
import { textTable } from '../../scripts/terminal/text-table.ts'
import { wrapText } from '../../scripts/terminal/wrap-text.ts'

const now = new Date('2026-11-21T12:00:00.000Z')

describe('text that a visitor wrote', () => {
  it.each([
    ['a colour', '\u001b[31mred\u001b[0m', 'red'],
    ['a cleared screen', 'a\u001b[2J\u001b[Hb', 'ab'],
    ['a clipboard write', '\u001b]52;c;ZXZpbA==\u0007x', 'x'],
    ['a window title without its end', 'a\u001b]0;title', 'a'],
    ['a hidden link', '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['eight-bit controls', 'a\u009b31mb\u0085c', 'abc'],
    ['a bidirectional override', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['isolates', 'a\u2066b\u2067c\u2068d\u2069e', 'abcde'],
    ['marks of a direction', 'a\u061cb\u200ec\u200fd\ufeffe', 'abcde'],
    ['line breaks in a table cell', 'one\r\ntwo\tthree', 'one two three'],
    ['a bell and a backspace', 'a\u0007\u0008b', 'ab'],
  ])('loses %s', (_, given, shown) => {
    expect(plainText(given)).toBe(shown)
  })

  it('loses the same where its lines stay', () => {
    const given = 'a\u2066b\u2067c\u2068d\u2069e\u202ef\u061cg\u200eh\u200fi\ufeffj\u001b[31m\nk'
    expect(plainText(given, { keepLines: true })).toBe('abcdefghij\nk')
  })

  it('is escaped in JSON, which reads as the same text', () => {
    const value = { text: 'a\u009b31m\u001b[2Jb\u202efdp.exe\u0085\u2066\n“שלום”' }
    for (const indent of [0, 2]) {
      const shown = jsonText(value, indent)
      expect(shown).toContain(String.raw`a\u009b31m\u001b[2Jb\u202efdp.exe\u0085\u2066\n“שלום”`)
      expect(plainText(shown, { keepLines: true })).toBe(shown)
      expect(JSON.parse(shown)).toEqual(value)
    }
  })

  it('keeps its script, its emoji and, where asked, its lines', () => {
    expect(plainText('שלום 👩‍👩‍👧 ß\nx', { keepLines: true })).toBe('שלום 👩‍👩‍👧 ß\nx')
  })
})

describe('a table', () => {
  const columns = [
    { title: 'ID', value: (row: { id: string; name: string }) => row.id },
    { title: 'NAME', value: (row: { id: string; name: string }) => row.name, shrinkTo: 6 },
  ]

  it('cuts what may shrink, never the id', () => {
    expect(textTable(columns, [{ id: 's_123456789', name: 'a rather long name' }], 22)).toEqual([
      'ID           NAME',
      's_123456789  a rather…',
    ])
  })

  it('gives a column that is not to be cut a line of its own, where a row takes several', () => {
    const session = { title: 'SESSION', value: () => 's_0123456789abcdef', ownLine: true } as const
    const row = { id: '2', name: 'Where is my order?' }
    expect(textTable([...columns, session], [row], 24)).toEqual([
      'ID · NAME · SESSION',
      '2',
      '  Where is my order?',
      '  s_0123456789abcdef',
    ])
  })

  it('counts wide characters as two', () => {
    expect(
      textTable(
        columns,
        [
          { id: '日本', name: 'x' },
          { id: 'abcd', name: 'y' },
        ],
        null,
      ),
    ).toEqual(['ID    NAME', '日本  x', 'abcd  y'])
  })
})

describe('a narrow terminal', () => {
  const words = [
    'Where is my order?',
    '注文番号について教えてください、よろしくお願いします',
    'ราคาเท่าไหร่ครับผมอยากรู้ราคาของสินค้านี้',
    '👩‍👩‍👧👍🏽🇮🇪'.repeat(12),
    'שלום, איפה ההזמנה שלי?',
    'https://example.com/a-very-long-address/without-any-blank/'.repeat(3),
    'é'.normalize('NFD').repeat(90),
  ]
  const columns = [
    { title: 'SESSION', value: () => `s_${'0'.repeat(32)}x` },
    { title: 'CHAT', value: (text: string) => text, shrinkTo: 12 },
    { title: 'VISITOR', value: () => `v_${'0'.repeat(32)}`, shrinkTo: 9 },
    { title: 'STATUS', value: () => 'active, needs human' },
    { title: 'LAST SEEN', value: () => '12 minutes ago' },
    { title: 'MESSAGES', value: () => '12', align: 'right' },
  ] as const

  it.each([200, 100, 80, 60, 40, 20])('of %i cells has no wider line, in any script', (width) => {
    const lines = [
      ...textTable(columns, words, width),
      ...words.flatMap((text) => wrapText(`2026-01-01 12:00:00  Visitor: ${text}`, width, ' '.repeat(21))),
    ]
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(width)
  })

  it('still shows whole ids and everything else, where a row no longer fits into a line', () => {
    expect(textTable(columns, ['Where is my order?'], 80)).toEqual([
      'SESSION · CHAT · VISITOR · STATUS · LAST SEEN · MESSAGES',
      `s_${'0'.repeat(32)}x`,
      '  Where is my … · v_000000… · active, needs human · 12 minutes ago · 12 messages',
    ])
  })

  it('loses no letter of a text', () => {
    for (const text of words) {
      expect(wrapText(text, 20, '  ').join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }
  })

  it('breaks nothing where no terminal is', () => {
    expect(wrapText('a\n  b c', null)).toEqual(['a', '  b c'])
  })
})

describe('a moment in words', () => {
  it.each([
    [null, 'never'],
    ['2026-11-21T11:59:55.000Z', 'just now'],
    ['2026-11-21T11:59:20.000Z', '40 seconds ago'],
    ['2026-11-21T11:57:00.000Z', '3 minutes ago'],
    ['2026-11-20T12:00:00.000Z', 'yesterday'],
    ['2024-12-15T14:30:45.123Z', 'last year'],
  ])('%s is %s', (moment, words) => {
    expect(relativeTime(moment, now)).toBe(words)
  })
})

describe('--since', () => {
  it.each([
    ['30m', '2026-11-21T11:30:00.000Z'],
    ['2h', '2026-11-21T10:00:00.000Z'],
    ['3d', '2026-11-18T12:00:00.000Z'],
    ['1w', '2026-11-14T12:00:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00:30+02:00', '2026-01-31T08:00:30.000Z'],
  ])('takes %s', (text, moment) => {
    expect(parseSince(text, now)).toBe(moment)
  })

  it.each(['', 'yesterday', '5', '3y', '-1d', '99999w', '2025-02-31', '0999-01-01'])(
    'refuses %j with what to write',
    (text) => {
      expect(() => parseSince(text, now)).toThrow(/Write 30m, 2h/)
    },
  )
})
