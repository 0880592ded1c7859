import { describe, expect, it } from 'vitest'

import {
  InvalidSubscriptionQuery,
  formatSubscriptionQuery,
  matchesQuery,
  parseSubscriptionQuery,
} from '../../../realtime/subscription-query.ts'

const query = (method: string, attribute: string, ...values: unknown[]) =>
  JSON.stringify({ method, attribute, values })
const matches = (text: string, payload: Record<string, unknown>) =>
  matchesQuery(parseSubscriptionQuery(text), payload)

describe('a subscription query', () => {
  const payload = { state: 'open', count: 5, seen: false, score: null }

  it.each([
    [query('equal', 'state', 'closed', 'open'), true],
    [query('equal', 'count', '5'), false],
    [query('equal', 'seen', false), true],
    [query('equal', 'missing', 'x'), false],
    [query('notEqual', 'state', 'open'), false],
    [query('notEqual', 'state', 'closed'), true],
    [query('lessThan', 'count', 5), false],
    [query('lessThanEqual', 'count', 5), true],
    [query('greaterThan', 'count', 4), true],
    [query('greaterThanEqual', 'state', 'p'), false],
    [query('isNull', 'score'), true],
    [query('isNotNull', 'score'), false],
    [query('isNull', 'missing'), false],
    ['{"method":"select","values":["*"]}', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text, payload)).toBe(expected)
  })

  it('joins conditions', () => {
    const open = { method: 'equal', attribute: 'state', values: ['open'] }
    const many = { method: 'greaterThan', attribute: 'count', values: [10] }
    expect(matches(JSON.stringify({ method: 'or', values: [open, many] }), payload)).toBe(true)
    expect(matches(JSON.stringify({ method: 'and', values: [open, many] }), payload)).toBe(false)
  })

  it('is written back with its values', () => {
    expect(formatSubscriptionQuery(parseSubscriptionQuery('{"method":"isNull","attribute":"a"}'))).toBe(
      '{"method":"isNull","attribute":"a","values":[]}',
    )
  })

  it.each([
    'nope',
    'null',
    '[]',
    query('startsWith', 'a', 'b'),
    '{"method":"limit","values":[1]}',
    '{"method":"select","values":["a"]}',
    query('equal', '', 'x'),
    query('equal', 'a'),
    query('equal', 'a', { deep: 1 }),
    '{"method":"or","values":[]}',
    '{"method":"or","values":'.repeat(20) + '[]' + '}'.repeat(20),
  ])('refuses %s', (text) => {
    expect(() => parseSubscriptionQuery(text)).toThrow(InvalidSubscriptionQuery)
  })

  it('does not look at what every object inherits', () => {
    expect(matches(query('isNotNull', 'constructor'), {})).toBe(false)
    expect(matches(query('notEqual', '__proto__', 1), {})).toBe(false)
  })
})
