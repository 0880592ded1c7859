import type { SQLInputValue } from 'node:sqlite'

import type { SqlRow } from './database.ts'
import type { Condition, QueryValue } from './document-query.ts'

/** Which documents of a list the caller may see at all; null for callers that see everything. */
export type Visibility = { readonly roles: ReadonlySet<string> } | null

/** A piece of a statement with the values bound in it. */
export type Sql = { text: string; values: SQLInputValue[] }

/** A field of the stored document, or one of the table's own columns. */
export function fieldSql(field: string): Sql {
  switch (field) {
    case '$id':
      return { text: 'id', values: [] }
    case '$sequence':
      return { text: 'sequence', values: [] }
    default:
      return { text: 'json_extract(document, ?)', values: [`$.${JSON.stringify(field)}`] }
  }
}

function bound(value: QueryValue): SQLInputValue {
  return typeof value === 'boolean' ? Number(value) : value
}

function escapeLike(value: QueryValue): string {
  return String(value).replaceAll(/[\\%_]/g, String.raw`\$&`)
}

/** A condition of a query. */
export function conditionSql(condition: Condition): Sql {
  if (condition.kind !== 'field') {
    const parts = condition.conditions.map(conditionSql)
    const joint = condition.kind === 'all' ? ' AND ' : ' OR '
    return {
      text: `(${parts.map((part) => part.text).join(joint)})`,
      values: parts.flatMap((part) => part.values),
    }
  }
  const field = fieldSql(condition.field)
  const compare = (operator: string): Sql => ({
    text: `(${condition.values.map(() => `${field.text} ${operator} ?`).join(' OR ')})`,
    values: condition.values.flatMap((value) => [...field.values, bound(value)]),
  })
  const like = (pattern: (value: QueryValue) => string): Sql => ({
    text: `(${condition.values.map(() => String.raw`${field.text} LIKE ? ESCAPE '\'`).join(' OR ')})`,
    values: condition.values.flatMap((value) => [...field.values, pattern(value)]),
  })
  switch (condition.method) {
    case 'equal':
      return compare('=')
    case 'notEqual':
      return compare('!=')
    case 'lessThan':
      return compare('<')
    case 'lessThanEqual':
      return compare('<=')
    case 'greaterThan':
      return compare('>')
    case 'greaterThanEqual':
      return compare('>=')
    case 'between':
      return {
        text: `${field.text} BETWEEN ? AND ?`,
        values: [...field.values, ...condition.values.slice(0, 2).map(bound)],
      }
    case 'isNull':
      return { text: `${field.text} IS NULL`, values: field.values }
    case 'isNotNull':
      return { text: `${field.text} IS NOT NULL`, values: field.values }
    case 'startsWith':
      return like((value) => `${escapeLike(value)}%`)
    case 'endsWith':
      return like((value) => `%${escapeLike(value)}`)
    case 'contains':
    case 'search':
      return like((value) => `%${escapeLike(value)}%`)
  }
}

/** What limits a list to what may be read; nothing for callers that see everything. */
export function visibilitySql(visibility: Visibility): Sql[] {
  if (visibility === null) return []
  const permissions = [...visibility.roles].map((role) => `read("${role}")`)
  return [
    {
      text: `EXISTS (SELECT 1 FROM json_each(document, '$."$permissions"') AS held
        JOIN json_each(?) AS wanted ON wanted.value = held.value)`,
      values: [JSON.stringify(permissions)],
    },
  ]
}

/** All of the pieces must hold. */
export function join(parts: readonly Sql[]): Sql {
  return {
    text: parts.map((part) => part.text).join(' AND '),
    values: parts.flatMap((part) => part.values),
  }
}

/** Documents that come after the cursor in the order asked for, ties broken by sequence. */
export function afterCursor(
  orders: readonly { field: string; descending: boolean }[],
  cursor: SqlRow,
  table: string,
): Sql {
  const at: SQLInputValue = cursor['sequence'] ?? 0
  const alternatives = orders.map(({ field, descending }, index): Sql => {
    const here = fieldSql(field)
    const there = `(SELECT ${here.text} FROM ${table} WHERE sequence = ?)`
    const same = orders.slice(0, index).map((order): Sql => {
      const earlier = fieldSql(order.field)
      return {
        text: `${earlier.text} IS (SELECT ${earlier.text} FROM ${table} WHERE sequence = ?)`,
        values: [...earlier.values, ...earlier.values, at],
      }
    })
    return join([
      ...same,
      {
        text: `${here.text} ${descending ? '<' : '>'} ${there}`,
        values: [...here.values, ...here.values, at],
      },
    ])
  })
  return {
    text: `(${alternatives.map((part) => `(${part.text})`).join(' OR ')})`,
    values: alternatives.flatMap((part) => part.values),
  }
}
