import { describe, expect, it } from 'vitest'

import { AppwriteError } from '../../services/appwrite-error.ts'
import { parseQueries, type QuerySchema } from '../../services/queries/parse-queries.ts'

const schema: QuerySchema = {
  fault: 'general_query_invalid',
  attribute: (name) =>
    name === 'name'
      ? { type: 'text', array: false }
      : name === 'count'
        ? { type: 'integer', array: false }
        : name === 'tags'
          ? { type: 'text', array: true }
          : name === '$sequence'
            ? { type: 'sequence', array: false }
            : null,
  isSearchable: () => false,
  selectable: (name) => name === 'name',
}
const parse = (...queries: unknown[]) =>
  parseQueries(
    queries.map((query) => JSON.stringify(query)),
    schema,
  )
const faultOf = (...queries: unknown[]): string => {
  try {
    parse(...queries)
    return 'none'
  } catch (error) {
    return error instanceof AppwriteError ? error.type : 'crash'
  }
}

describe('parsing queries', () => {
  it('answers the first page in order of creation when nothing is asked', () => {
    expect(parse()).toEqual({ filters: [], orders: [], limit: 25, offset: 0, cursor: null, select: null })
  })

  it('takes the first of several limits, offsets and cursors', () => {
    const query = parse(
      { method: 'limit', values: [1] },
      { method: 'limit', values: [2] },
      { method: 'offset', values: [3] },
      { method: 'offset', values: [4] },
      { method: 'cursorAfter', values: ['a'] },
      { method: 'cursorBefore', values: ['b'] },
    )
    expect(query).toMatchObject({ limit: 1, offset: 3, cursor: { id: 'a', direction: 'after' } })
  })

  it('orders by sequence when an order names nothing', () => {
    expect(parse({ method: 'orderDesc' }).orders).toEqual([{ attribute: '$sequence', direction: 'DESC' }])
  })

  it.each([
    { method: 'equal', attribute: 'nope', values: ['x'] },
    { method: 'equal', attribute: 'name', values: [] },
    { method: 'equal', attribute: 'name', values: [5] },
    { method: 'equal', attribute: 'count', values: ['5'] },
    { method: 'equal', attribute: 'count', values: [1.5] },
    { method: 'equal', attribute: 'tags', values: ['x'] },
    { method: 'notEqual', attribute: 'count', values: [1, 2] },
    { method: 'between', attribute: 'count', values: [1] },
    { method: 'contains', attribute: 'count', values: [1] },
    { method: 'search', attribute: 'name', values: ['x'] },
    { method: 'or', values: [{ method: 'isNull', attribute: 'name' }] },
    {
      method: 'or',
      values: [
        { method: 'isNull', attribute: 'name' },
        { method: 'limit', values: [1] },
      ],
    },
    { method: 'limit', values: [0] },
    { method: 'select', values: ['nope'] },
    { method: 'cursorAfter', values: ['_ _'] },
    { method: 'toString', attribute: 'name', values: ['x'] },
    { method: 'EQUAL', attribute: 'name', values: ['x'] },
    [],
    5,
    null,
  ])('refuses %j', (query) => {
    expect(faultOf(query)).toBe('general_query_invalid')
  })

  it('refuses more than a hundred queries as a parameter', () => {
    const many = Array.from({ length: 101 }, () => ({ method: 'isNull', attribute: 'name' }))
    expect(faultOf(...many)).toBe('general_argument_invalid')
  })
})
