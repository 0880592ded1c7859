/** The comparisons a list can be asked for. */
export const FIELD_METHODS = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanEqual',
  'greaterThan',
  'greaterThanEqual',
  'between',
  'isNull',
  'isNotNull',
  'startsWith',
  'endsWith',
  'contains',
  'search',
] as const
type FieldMethod = (typeof FIELD_METHODS)[number]

/** A value that a stored document is compared with. */
export type QueryValue = string | number | boolean | null

/** A condition on one field, or several of them joined. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | {
      readonly kind: 'field'
      readonly field: string
      readonly method: FieldMethod
      readonly values: readonly QueryValue[]
    }

/** What a list of documents is asked for, parsed. */
export type ListQuery = {
  readonly conditions: readonly Condition[]
  readonly orders: readonly { readonly field: string; readonly descending: boolean }[]
  readonly limit: number
  readonly offset: number
  readonly cursor: { readonly id: string; readonly before: boolean } | null
}
