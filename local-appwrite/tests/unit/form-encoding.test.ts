import { describe, expect, it } from 'vitest'

import { parseForm } from '../../http/form-encoding.ts'

describe('forms and query strings', () => {
  it('nest as PHP nests them', () => {
    expect(parseForm('a=1&b[c]=2&b[d][e]=3')).toEqual({ a: '1', b: { c: '2', d: { e: '3' } } })
  })

  it('make lists of numbered and unnumbered brackets', () => {
    expect(parseForm('q[]=x&q[]=y')).toEqual({ q: ['x', 'y'] })
    expect(parseForm('q%5B0%5D=x&q%5B1%5D=y')).toEqual({ q: ['x', 'y'] })
    expect(parseForm('q[1]=y')).toEqual({ q: { 1: 'y' } })
  })

  it('take the last of a repeated name', () => {
    expect(parseForm('a=1&a=2')).toEqual({ a: '2' })
  })

  it('keep `__proto__` as a name', () => {
    const parsed = parseForm('__proto__[x]=1&a[__proto__][y]=2')
    expect(Object.hasOwn(parsed, '__proto__')).toBe(true)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('stop at a thousand values and at sixteen levels', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `k${index}=1`).join('&')
    expect(Object.keys(parseForm(many))).toHaveLength(1000)
    expect(parseForm(`a${'[b]'.repeat(20)}=1`)).toEqual({})
  })
})
