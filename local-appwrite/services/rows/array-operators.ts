import { comparisonKey } from '../../store/blind-text.ts'
import { kindOf, type Column, type Scalar } from '../../store/tables/table-definition.ts'
import { invalid } from '../schema/column-values.ts'
import type { ArrayMethod } from './parse-operator.ts'

/** What `arrayFilter` can keep elements by. */
const CONDITIONS = [
  'equal',
  'notEqual',
  'greaterThan',
  'greaterThanEqual',
  'lessThan',
  'lessThanEqual',
  'isNull',
  'isNotNull',
] as const
/**
 * What a list holds after an operator; one that was never set is empty.
 *
 * @throws AppwriteError row_invalid_structure
 */
export function arrayResult(
  column: Column,
  list: readonly Scalar[],
  method: ArrayMethod,
  values: readonly unknown[],
): unknown[] {
  switch (method) {
    case 'arrayAppend':
      return [...list, ...values]
    case 'arrayPrepend':
      return [...values, ...list]
    case 'arrayInsert': {
      const [index, element] = values
      if (
        typeof index !== 'number' ||
        !Number.isInteger(index) ||
        index < 0 ||
        index > list.length ||
        values.length !== 2
      )
        throw invalid(column, 'needs a place inside the array and an element for arrayInsert')
      return [...list.slice(0, index), element, ...list.slice(index)]
    }
    case 'arrayRemove':
      if (values.length === 0) throw invalid(column, 'needs an element for arrayRemove')
      return list.filter((element) => !values.some((value) => value === element))
    case 'arrayUnique':
      // The database answers distinct values in the order of their texts.
      return [...new Set(list)].sort((left, right) => compareTexts(String(left), String(right)))
    case 'arrayIntersect':
      return list.filter((element) => values.includes(element))
    case 'arrayDiff':
      return list.filter((element) => !values.includes(element))
    case 'arrayFilter':
      if (!CONDITIONS.some((known) => known === values[0]))
        throw invalid(column, 'needs a known condition for arrayFilter')
      // Appwrite fails with 500 here.
      if (kindOf(column) === 'text' && /Than/.test(String(values[0])))
        throw invalid(column, `holds texts, which ${String(values[0])} can't compare`)
      return list.filter((element) => passes(element, values))
  }
}

function compareTexts(left: string, right: string): number {
  const [a, b] = [comparisonKey(left), comparisonKey(right)]
  return a < b ? -1 : a > b ? 1 : 0
}

function passes(element: Scalar, [condition, operand]: readonly unknown[]): boolean {
  switch (condition) {
    case 'isNull':
      return element === null
    case 'isNotNull':
      return element !== null
    case 'equal':
      return element === operand
    case 'notEqual':
      return element !== operand
    case 'greaterThan':
    case 'greaterThanEqual':
    case 'lessThan':
    case 'lessThanEqual': {
      if (typeof element !== 'number' || typeof operand !== 'number') return false
      if (condition === 'greaterThan') return element > operand
      if (condition === 'greaterThanEqual') return element >= operand
      return condition === 'lessThan' ? element < operand : element <= operand
    }
    default:
      return false
  }
}
