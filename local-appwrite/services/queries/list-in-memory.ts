import { blind, comparisonKey } from '../../store/blind-text.ts'
import type { Filter, FilterMethod, Query } from '../../store/tables/query.ts'
import type { Scalar } from '../../store/tables/table-definition.ts'
import { containsWords } from '../../store/word-search.ts'
import { AppwriteError } from '../appwrite-error.ts'

/** A page of a list and the number of all that match. */
export interface Page<T> {
  total: number
  items: T[]
}

/** What a listed thing holds under a name; lists for array attributes. */
export type Field = Scalar | readonly Scalar[]

/**
 * Applies queries to a list that is small enough to be in memory (tables, columns, keys). `field` reads an
 * attribute; `$sequence` is the place in the list. `idOf` names things for cursors.
 *
 * @throws AppwriteError general_cursor_not_found
 */
export function listInMemory<T>(
  all: readonly T[],
  query: Query,
  field: (item: T, name: string) => Field,
  idOf: (item: T) => string,
): Page<T> {
  const matching = all.filter((item) =>
    query.filters.every((filter) => matches(filter, (name) => field(item, name))),
  )
  const sorted = matching.map((item, index) => ({ item, index }))
  const backwards = query.cursor?.direction === 'before'
  sorted.sort((left, right) => {
    for (const order of query.orders) {
      if ('random' in order || order.attribute === '$sequence') continue
      const difference = compare(field(left.item, order.attribute), field(right.item, order.attribute))
      if (difference !== 0) return order.direction === 'DESC' ? -difference : difference
    }
    const [first] = query.orders
    const descending =
      first !== undefined &&
      'attribute' in first &&
      first.attribute === '$sequence' &&
      first.direction === 'DESC'
    return descending ? right.index - left.index : left.index - right.index
  })
  const items = sorted.map(({ item }) => item)
  const place = query.cursor === null ? -1 : items.findIndex((item) => idOf(item) === query.cursor?.id)
  if (query.cursor !== null && place < 0) throw new AppwriteError('general_cursor_not_found')
  const page = backwards
    ? items.slice(0, place).slice(-query.limit)
    : items.slice(place + 1 + query.offset, place + 1 + query.offset + query.limit)
  return { total: matching.length, items: page }
}

function compare(left: Field, right: Field): number {
  const [a, b] = [comparable(left), comparable(right)]
  return a < b ? -1 : a > b ? 1 : 0
}

function comparable(value: Field): string | number | bigint {
  if (typeof value === 'string') return comparisonKey(value)
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'number' || typeof value === 'bigint' ? value : ''
}

function matches(filter: Filter, field: (name: string) => Field): boolean {
  // Only rows have shapes.
  if (filter.kind === 'shape' || filter.kind === 'distance') return false
  if (filter.kind !== 'column') {
    const holds = (inner: Filter) => matches(inner, field)
    return filter.kind === 'and' ? filter.filters.every(holds) : filter.filters.some(holds)
  }
  const value = field(filter.attribute)
  if (Array.isArray(value)) return matchesList(filter.method, value, filter.values)
  if (value === null) return filter.method === 'isNull'
  return matchesValue(filter.method, value, filter.values)
}

function matchesList(method: FilterMethod, list: readonly Field[], values: readonly Scalar[]): boolean {
  const has = (value: Scalar) => list.includes(value)
  if (method === 'containsAll') return values.every(has)
  return method === 'notContains' ? !values.some(has) : values.some(has)
}

function matchesValue(method: FilterMethod, value: Field, values: readonly Scalar[]): boolean {
  const [first, second] = values.map((one) => compare(value, one))
  const [needle] = values.map((one) => blind(String(one)))
  const text = typeof value === 'string' ? blind(value) : ''
  switch (method) {
    case 'equal':
      return values.some((one) => compare(value, one) === 0)
    case 'notEqual':
      return first !== 0
    case 'lessThan':
      return first !== undefined && first < 0
    case 'lessThanEqual':
      return first !== undefined && first <= 0
    case 'greaterThan':
      return first !== undefined && first > 0
    case 'greaterThanEqual':
      return first !== undefined && first >= 0
    case 'between':
      return first !== undefined && second !== undefined && first >= 0 && second <= 0
    case 'notBetween':
      return first !== undefined && second !== undefined && (first < 0 || second > 0)
    case 'isNull':
      return false
    case 'isNotNull':
      return true
    case 'startsWith':
      return text.startsWith(needle ?? '')
    case 'notStartsWith':
      return !text.startsWith(needle ?? '')
    case 'endsWith':
      return text.endsWith(needle ?? '')
    case 'notEndsWith':
      return !text.endsWith(needle ?? '')
    case 'contains':
    case 'containsAny':
      return values.some((one) => text.includes(blind(String(one))))
    case 'containsAll':
      return values.every((one) => text.includes(blind(String(one))))
    case 'notContains':
      return !values.some((one) => text.includes(blind(String(one))))
    case 'search':
    case 'notSearch':
      return containsWords(String(value), String(values[0] ?? '')) === (method === 'search')
  }
}
