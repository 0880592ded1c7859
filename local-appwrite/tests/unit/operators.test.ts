import { describe, expect, it } from 'vitest'

import { columnFrom, type ColumnSpec } from '../../services/schema/columns.ts'
import { applyOperator } from '../../services/rows/operators.ts'
import { parseOperator } from '../../services/rows/parse-operator.ts'
import type { Value } from '../../store/tables/table-definition.ts'

const NOW = Date.UTC(2026, 0, 1)
const number = columnFrom({ key: 'n', type: 'integer', min: 0, max: 100 })
const list = columnFrom({ key: 'tags', type: 'string', size: 10, array: true })
const word = columnFrom({ key: 'body', type: 'string', size: 10 })

function result(
  spec: ReturnType<typeof columnFrom>,
  current: Value,
  method: string,
  ...values: unknown[]
): Value {
  const operator = parseOperator(JSON.stringify({ method, values }))
  if (operator === null) throw new Error('not an operator')
  return applyOperator(spec, current, operator, NOW)
}

describe('operators', () => {
  it('are told from texts that only look like JSON', () => {
    expect(parseOperator('{"method":"nosuch","values":[1]}')).toBeNull()
    expect(parseOperator('{"method":')).toBeNull()
    expect(parseOperator('increment')).toBeNull()
    expect(parseOperator('{"method":"toggle"}')).toEqual({ method: 'toggle', values: [] })
  })

  it('stop at a bound of their own and may not leave those of the column', () => {
    expect(result(number, 5, 'increment', 200, 20)).toBe(20)
    expect(result(number, 5, 'decrement', 200, 0)).toBe(0)
    expect(() => result(number, 5, 'increment', 200)).toThrow('bounds')
    expect(() => result(number, 5, 'power', 1e300)).toThrow()
  })

  it('take null as 0, as an empty text and as an empty list', () => {
    expect(result(number, null, 'increment', 3)).toBe(3)
    expect(result(word, null, 'stringConcat', 'x')).toBe('x')
    expect(result(list, null, 'arrayAppend', 'x')).toEqual(['x'])
  })

  it('check what comes out like any other value', () => {
    expect(() => result(word, '12345678', 'stringConcat', 'abc')).toThrow('no longer')
    expect(() => result(list, [], 'arrayAppend', 5)).toThrow('string')
    expect(() => result(list, ['a'], 'arrayInsert', 1e9, 'x')).toThrow('place')
  })

  it('replace texts literally', () => {
    expect(result(word, 'a.b.c', 'stringReplace', '.', '$&')).toBe('a$&b$&c')
  })

  it.each<[ColumnSpec['type'], string]>([
    ['boolean', 'increment'],
    ['integer', 'toggle'],
    ['string', 'dateSetNow'],
    ['datetime', 'stringConcat'],
    ['double', 'arrayAppend'],
  ])('do not fit a %s column: %s', (type, method) => {
    expect(() =>
      result(columnFrom({ key: 'x', type, ...(type === 'string' ? { size: 5 } : {}) }), null, method, 1),
    ).toThrow()
  })
})
