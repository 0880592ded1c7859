import { describe, expect, it } from 'vitest'
import {
  answerIdFor,
  isMessageId,
  isSessionId,
  isUserId,
  newMessageId,
  newSessionId,
} from '../../contract/ids.ts'
import { readRow } from '../../contract/read-row.ts'
import { sessionColumns } from '../../contract/tables/sessions.ts'
import { readTheme } from '../../contract/theme.ts'
import { mergeUserMeta, parseUserMeta, readUserMetaChange } from '../../contract/user-meta.ts'
import { version } from '../../contract/version.ts'
import packageJson from '../../package.json' with { type: 'json' }

describe('ids', () => {
  it('are not the same twice and fit what Appwrite takes', () => {
    const ids = new Set(Array.from({ length: 1000 }, newSessionId))
    expect(ids.size).toBe(1000)
    for (const id of ids) expect(id).toMatch(/^s_[0-9a-f]{32}$/)
    expect(isMessageId(newMessageId())).toBe(true)
  })

  it('of older sessions are still read', () => {
    expect(isSessionId('s_1763614351136')).toBe(true)
  })

  it.each(['', '../admin', 'a b', 'a'.repeat(37), '_x', 'victim, real', 'x\n'])('are not %j', (text) => {
    expect(isSessionId(text)).toBe(false)
    expect(isUserId(text)).toBe(false)
  })

  it('of an answer follow from the question, so that a question has one answer', () => {
    const id = newMessageId()
    expect(answerIdFor(id)).toBe(answerIdFor(id))
    expect(answerIdFor(id)).not.toBe(answerIdFor(newMessageId()))
  })
})

const session = {
  $id: 's_1763614351136',
  $sequence: '7',
  $createdAt: '2024-12-15T14:25:10.000+00:00',
  $updatedAt: '2024-12-15T14:25:10.000+00:00',
  sessionId: 's_1763614351136',
  status: 'active',
  lastSeen: '2024-12-15T14:30:45.123+00:00',
  needsHuman: false,
  assignedAgent: null,
  userMeta: '{"browser":"Chrome","device":"Desktop"}',
  theme: '{}',
}

describe('reading a row', () => {
  it('fills in what an older row lacks', () => {
    expect(readRow(sessionColumns, session)).toMatchObject({
      $sequence: 7,
      messageCount: 0,
      corpora: [],
      chatName: null,
    })
  })

  it.each([
    ['a wrong enum', { ...session, status: 'paused' }],
    ['a text for a boolean', { ...session, needsHuman: 'false' }],
    ['a fraction for an integer', { ...session, messageCount: 1.5 }],
    ['a missing required column', { ...session, sessionId: null }],
    ['no id', { ...session, $id: undefined }],
    ['no object', 'x'],
  ])('leaves out one with %s', (_, row) => {
    expect(readRow(sessionColumns, row)).toBeNull()
  })
})

describe('a theme', () => {
  it('keeps the tokens that are right', () => {
    const theme = { accent: '#0a7', scheme: 'dark', radius: 12, side: 'left' }
    expect(readTheme({ ...theme, accent: '#00aa77' })).toEqual({
      theme: { ...theme, accent: '#00aa77' },
      rejected: [],
    })
  })

  it.each([
    [{ accent: 'red;}*{display:none' }, ['accent']],
    [{ accent: 'url(https://evil.example)' }, ['accent']],
    [{ radius: 1000 }, ['radius']],
    [{ radius: Number.NaN }, ['radius']],
    [{ customCss: '* {}' }, ['customCss']],
    [{ constructor: 'x' }, ['constructor']],
    ['<script>', ['theme']],
    [null, ['theme']],
  ])('rejects %j', (given, rejected) => {
    expect(readTheme(given)).toEqual({ theme: {}, rejected })
  })

  it('with a name of every object is not taken for a token', () => {
    expect(readTheme(JSON.parse('{"__proto__": {"accent": "#000000"}, "toString": 1}')).theme).toEqual({})
  })
})

describe('userMeta', () => {
  it('merges, and null takes a field away', () => {
    const read = readUserMetaChange({ plan: 'pro', old: null })
    expect(read.ok && mergeUserMeta({ old: 'x', kept: 1 }, read.change)).toEqual({ kept: 1, plan: 'pro' })
  })

  it.each([
    { nested: { a: 1 } },
    { list: [1] },
    { 'a b': 1 },
    { long: 'x'.repeat(501) },
    { n: Number.POSITIVE_INFINITY },
  ])('rejects %j', (given) => {
    expect(readUserMetaChange(given)).toEqual({ ok: false, rejected: Object.keys(given) })
  })

  it('takes no more fields than a row holds', () => {
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`k${index}`, 1]))
    expect(mergeUserMeta({}, many)).toBeNull()
  })

  it('takes no more text than a row holds, counted as the JSON that it becomes', () => {
    const fields = (last: number) => ({
      ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`k${index}`, 'x'.repeat(500)])),
      k8: 'x'.repeat(last),
    })
    const rest = 4096 - JSON.stringify(fields(0)).length
    expect(rest).toBeGreaterThan(0)
    expect(mergeUserMeta({}, fields(rest))).toEqual(fields(rest))
    expect(mergeUserMeta({}, fields(rest + 1))).toBeNull()
    expect(mergeUserMeta(fields(rest), { k9: 1 })).toBeNull()
  })

  it('that is broken in the row counts as empty', () => {
    expect(parseUserMeta('{')).toEqual({})
    expect(parseUserMeta('[1]')).toEqual({})
  })
})

it('the version is that of package.json', () => {
  expect(version).toBe(packageJson.version)
})
