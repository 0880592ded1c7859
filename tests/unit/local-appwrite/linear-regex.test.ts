import { describe, expect, it } from 'vitest'

import { compileLinearRegex } from '../../../local-appwrite/store/linear-regex.ts'

const PATTERNS = [
  'abc',
  '^abc$',
  'a.c',
  'a*b+c?',
  '(ab|cd)+e',
  '[a-c]{2,3}x',
  '[^a-c]x',
  String.raw`\d{3}-\d+`,
  String.raw`\bword\b`,
  String.raw`\w+@\w+\.\w{2,}`,
  'x{2,}',
  'x{0,2}y',
  '(?:a|b)*c',
  '^$',
  '[]a]b',
  String.raw`[\]\-x]y`,
  'a|',
  '(a*)*b',
]
const TEXTS = [
  '',
  'abc',
  'xabcx',
  'aXc',
  'ac',
  'bc',
  'aabbc',
  'abcde',
  'ababe',
  'abcx',
  'dx',
  '123-4',
  'a word here',
  'swordfish',
  'me@example.org',
  'xx',
  'xxxy',
  'y',
  'ababc',
  ']b',
  '-y',
  'aaaaac',
  'a\nabc\nb',
  'é1',
]

describe('regular expressions in linear time', () => {
  it.each(PATTERNS)('match what JavaScript matches with %s', (pattern) => {
    const regex = compileLinearRegex(pattern)
    // POSIX takes a bracket that comes first as itself; JavaScript wants it escaped.
    const reference = new RegExp(pattern.replace('[]a]', String.raw`[\]a]`), 'imu')
    for (const text of TEXTS) expect([text, regex?.test(text)]).toEqual([text, reference.test(text)])
  })

  it.each([
    ['shipping', 'SHIPPING to Orkney'],
    ['[a-c]+x', 'ABCX'],
    ['ärger', 'ARGER'],
    ['arger', 'Ärger'],
    ['straße', 'STRASSE'],
    ['[[:alpha:]]+ж', 'aЖ'],
    [String.raw`^\w+ \d$`, 'Привет ٣'],
    [String.raw`^[\w-]+$`, 'при-вет'],
  ])('are blind for case and accents, in any script: %s finds %s', (pattern, text) => {
    expect(compileLinearRegex(pattern)?.test(text)).toBe(true)
  })

  it.each([
    [String.raw`\W`, 'привет'],
    [String.raw`\D`, '٣'],
  ])('take letters of any script for letters: %s does not find %s', (pattern, text) => {
    expect(compileLinearRegex(pattern)?.test(text)).toBe(false)
  })

  it.each([
    String.raw`(a)\1`,
    '(?=a)',
    '(?<!a)b',
    '(a',
    'a)',
    '[a',
    '*a',
    'a{5,2}',
    'a++b',
    '(a{1000}){1000}',
    '('.repeat(100),
  ])('do not know %s', (pattern) => {
    expect(compileLinearRegex(pattern)).toBeNull()
  })

  it('take no longer for patterns that make others hang', () => {
    const regex = compileLinearRegex('^(a+)+$')
    const started = performance.now()
    expect(regex?.test(`${'a'.repeat(20_000)}!`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
