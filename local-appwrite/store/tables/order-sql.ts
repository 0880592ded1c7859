import { joined, type Sql, type SqlAttributes } from './query-sql.ts'
import type { Query } from './query.ts'

/** One step of the order: what is compared, which way, and the cursor's value. */
export interface Step {
  operand: string
  descending: boolean
  value: Sql['values'][number]
}

/** The order of a list, as the cursor turns it; `valueAt` is what the cursor holds. */
export function orderSteps(
  query: Query,
  attributes: SqlAttributes,
  valueAt: (attribute: string) => Step['value'],
): Step[] {
  const backwards = query.cursor?.direction === 'before'
  const steps: Step[] = []
  let unique = false
  let tieDescending = false
  for (const order of query.orders) {
    if ('random' in order) continue
    const descending = order.direction === 'DESC'
    unique ||= order.attribute === '$id' || order.attribute === '$sequence'
    tieDescending = descending && (order.attribute === '$createdAt' || order.attribute === '$updatedAt')
    steps.push({
      operand: attributes.operand(order.attribute).compare,
      descending: descending !== backwards,
      value: valueAt(order.attribute),
    })
  }
  // What is equal in every order stays in sequence, so that pages neither overlap nor leave gaps.
  if (!unique)
    steps.push({
      operand: 'sequence',
      descending: tieDescending !== backwards,
      value: valueAt('$sequence'),
    })
  return steps
}

/** What stands behind ORDER BY. */
export function orderSql(query: Query, steps: readonly Step[]): string {
  if (query.orders.some((order) => 'random' in order)) return 'random()'
  return steps.map(({ operand, descending }) => `${operand} ${descending ? 'DESC' : 'ASC'}`).join(', ')
}

/**
 * What is behind the cursor: later in the first step, or equal there and later in the next, and so on. The bound on
 * the first step alone is implied, but lets SQLite begin in the middle of an index.
 */
export function cursorSql(steps: readonly Step[]): Sql {
  const branches: Sql[] = steps.map((step, index) => {
    const equal = steps.slice(0, index)
    return {
      text: [
        ...equal.map(({ operand }) => `${operand} = ?`),
        `${step.operand} ${step.descending ? '<' : '>'} ?`,
      ].join(' AND '),
      values: [...equal.map(({ value }) => value), step.value],
    }
  })
  const later = joined(branches, ' OR ')
  const [first] = steps
  if (later === null || first === undefined) return { text: '1', values: [] }
  if (steps.length === 1) return later
  return {
    text: `${first.operand} ${first.descending ? '<=' : '>='} ? AND (${later.text})`,
    values: [first.value, ...later.values],
  }
}
