import { describe, expect, it } from 'vitest'

import { readExecutionHeaders } from '../../../services/functions/execution-headers.ts'

describe('headers of an execution', () => {
  it('are taken as a map or as the JSON text of one, in lower case', () => {
    expect(readExecutionHeaders({ 'X-Custom': 'a' })).toEqual({ 'x-custom': 'a' })
    expect(readExecutionHeaders('{"X-Custom":"a"}')).toEqual({ 'x-custom': 'a' })
  })

  it.each([undefined, null, 'x', '[]', 5, []])('are none when given as %j', (value) => {
    expect(readExecutionHeaders(value)).toEqual({})
  })

  it('never let a caller pass as someone else', () => {
    expect(() => readExecutionHeaders({ 'x-appwrite-user-id': 'victim' })).toThrow('Invalid `headers` param')
    expect(readExecutionHeaders({ 'X-Appwrite-User-Id': 'victim', 'X-APPWRITE-KEY': 'k' })).toEqual({})
    expect(readExecutionHeaders({ 'X-Open-Runtimes-Secret': 's' })).toEqual({})
  })

  it('hold texts, numbers and booleans, and nothing deeper', () => {
    expect(readExecutionHeaders({ a: 5, b: true, c: null })).toEqual({ a: '5', b: 'true', c: '' })
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(() => readExecutionHeaders({ a: deep })).toThrow('Invalid `headers` param')
  })

  it('are limited in number, size and spelling', () => {
    expect(() =>
      readExecutionHeaders(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`h${i}`, '']))),
    ).toThrow('Invalid `headers` param')
    expect(() => readExecutionHeaders({ a: 'x'.repeat(16_384) })).toThrow('Invalid `headers` param')
    expect(() => readExecutionHeaders({ 'a b': 'x' })).toThrow('Invalid `headers` param')
    expect(() => readExecutionHeaders({ 'a\r\nb': 'x' })).toThrow('Invalid `headers` param')
  })
})
