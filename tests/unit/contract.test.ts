import { isMailAddress } from '../../contract/mail-address.ts'
import { describe, expect, it } from 'vitest'
import { isSessionId, isUserId } from '../../contract/appwrite-ids.ts'
import {
  answerIdFor,
  isMessageId,
  isVisitorId,
  newAgentId,
  newMessageId,
  newSessionId,
  newVisitorId,
} from '../../contract/ids.ts'
import { momentOf, readMoment } from '../../contract/moment.ts'
import { readPosition, writePosition } from '../../contract/position.ts'
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

  it('of agents are as long as Appwrite takes, and only those of visitors are taken for visitors’', () => {
    expect(newAgentId()).toMatch(/^agent_[0-9a-f]{30}$/)
    expect(isUserId(newAgentId())).toBe(true)
    expect(isUserId(`${newAgentId()}0`)).toBe(false)
    expect(isVisitorId(newVisitorId())).toBe(true)
    for (const id of [newAgentId(), newSessionId(), `${newVisitorId()}0`, `x${newVisitorId()}`, 'v_1']) {
      expect([id, isVisitorId(id)]).toEqual([id, false])
    }
  })

  it('of messages are those that clients make, and no others', () => {
    for (const id of [newSessionId(), `${newMessageId()}0`, newMessageId().toUpperCase(), 'm_1']) {
      expect([id, isMessageId(id)]).toEqual([id, false])
    }
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
    expect(answerIdFor('m_0123')).toBe('a_0123')
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

  it('takes its values as they are, and a number in place of a text for its place', () => {
    const full = { ...session, $sequence: 8, messageCount: 3, corpora: ['shop'], previewSender: 'bot' }
    expect(readRow(sessionColumns, full)).toMatchObject(full)
  })

  it.each([
    ['a wrong enum', { ...session, status: 'paused' }],
    ['a number for an enum', { ...session, status: 1 }],
    ['a number for a text', { ...session, chatName: 7 }],
    ['a number for a time', { ...session, lastSeen: 1_763_614_351_136 }],
    ['a text for a list', { ...session, corpora: 'shop' }],
    ['a number in a list of texts', { ...session, corpora: ['shop', 1] }],
    ['no time of its creation', { ...session, $createdAt: null }],
    ['no time of its last change', { ...session, $updatedAt: 7 }],
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

  it('takes keys of 40 characters and texts of 500, and no longer ones', () => {
    const taken = { ['k'.repeat(40)]: 'x'.repeat(500), flag: false, none: null, 'A.b-c_1': 0 }
    expect(readUserMetaChange(taken)).toEqual({ ok: true, change: taken })
    const key = 'k'.repeat(41)
    expect(readUserMetaChange({ ...taken, [key]: 1 })).toEqual({ ok: false, rejected: [key] })
    expect(readUserMetaChange([1])).toEqual({ ok: false, rejected: ['userMeta'] })
  })

  it('takes no more fields than a row holds', () => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]))
    expect(mergeUserMeta({}, fields(32))).toEqual(fields(32))
    expect(mergeUserMeta({}, fields(33))).toBeNull()
    expect(mergeUserMeta(fields(32), { k0: null, k32: 1 })).not.toBeNull()
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
    expect(parseUserMeta('{"a b":1}')).toEqual({})
    expect(parseUserMeta(null)).toEqual({})
    expect(parseUserMeta('{"plan":"pro","old":null}')).toEqual({ plan: 'pro' })
  })
})

describe('an address for mails', () => {
  it.each(['kim@example.com', 'kim+shop@mail.example.co.uk', 'o-neill_1@example.com', 'ü@münchen.example'])(
    'is %s',
    (text) => expect(isMailAddress(text)).toBe(true),
  )

  it.each([
    'kim',
    'kim@',
    '@example.com',
    'kim@example',
    'kim@example..com',
    'kim@-example.com',
    'kim@a@example.com',
    'a@example.com,b@example.com',
    'Kim <kim@example.com>',
    'kim@example.com\r\nBcc: b@example.com',
    'kim @example.com',
    `${'k'.repeat(65)}@example.com`,
    `kim@${'e'.repeat(260)}.com`,
    '',
  ])('is not %j', (text) => expect(isMailAddress(text)).toBe(false))
})

describe('a moment', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:20', '2026-01-31T10:20:00.000Z'],
    ['2026-01-31T10:20:30', '2026-01-31T10:20:30.000Z'],
    ['2026-01-31T10:20:30.125Z', '2026-01-31T10:20:30.125Z'],
    ['2026-01-31T23:20:30.125-02:00', '2026-02-01T01:20:30.125Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['1000-01-01', '1000-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is in UTC %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment)
  })

  it.each([
    '',
    'today',
    '2026',
    '2026-1-31',
    '2026-01-31 10:20',
    '2026-01-31T10',
    'x2026-01-31',
    '2026-01-31T10:20Zx',
    '2026-01-31T25:00',
    '2026-02-31',
    '2026-02-29',
    '2026-00-10',
    '2026-13-10',
    '2026-01-00',
    '2026-01-32',
    '0999-12-31',
    '1000-01-01T00:00+00:01',
    '9999-12-31T23:59:59.999-00:01',
  ])('%j is none', (text) => {
    expect(readMoment(text)).toBeNull()
  })

  it('is none outside of the years that Appwrite keeps', () => {
    const [first, last] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 11, 31, 23, 59, 59, 999)]
    expect([first, last].map(momentOf)).toEqual(['1000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])
    expect([first - 1, last + 1, Number.NaN].map(momentOf)).toEqual([null, null, null])
  })
})

describe('a position in a list', () => {
  it.each([
    { value: '2026-01-31T10:20:30.125+00:00', sequence: 1 },
    { value: null, sequence: 999_999_999_999_999 },
    { value: null, sequence: 7 },
    { value: null, sequence: 0 },
    { value: '9999-12-31', sequence: 62 },
  ])('%j is read as it was written, by a text that an address may hold', (position) => {
    expect(writePosition(position)).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(readPosition(writePosition(position))).toEqual(position)
  })

  it.each([
    '7',
    'null',
    '{}',
    '[]',
    '["7",null]',
    '[-1,null]',
    '[1.5,null]',
    '[1000000000000000,null]',
    '[7]',
    '[7,7]',
    '[7,"soon"]',
    '[7',
  ])('is none that says %j', (json) => {
    expect(readPosition(btoa(json))).toBeNull()
  })

  it('is none that isn’t Base64', () => {
    expect(readPosition('§')).toBeNull()
  })
})

it('the version is that of package.json', () => {
  expect(version).toBe(packageJson.version)
})
