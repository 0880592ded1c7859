import * as z from 'zod/mini'
import type { Column, Columns, Row, Values } from './table.ts'

/** Items of a list that somebody sets. */
const LIST_MAX = 100

/** A row as the APIs answer it, from the columns of its table. */
export function rowSchema<C extends Columns>(columns: C): z.ZodMiniType<Row<C>> {
  const values = Object.entries(columns).map(([key, column]) => [key, valueSchema(column)])
  const schema: unknown = z.object({
    $id: z.string(),
    $sequence: z.int().check(z.describe('Counts the rows of a table upwards: the order in which they came.')),
    $createdAt: z.iso.datetime({ offset: true }),
    $updatedAt: z.iso.datetime({ offset: true }),
    ...Object.fromEntries(values),
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value is of its own column, which is what Row<C> declares
  return schema as z.ZodMiniType<Row<C>>
}

/** Changes of a row: any of its columns, those without a default also to null. Texts fit their columns. */
export function changesSchema<C extends Columns>(columns: C): z.ZodMiniType<Partial<Values<C>>> {
  const values = Object.entries(columns).map(([key, column]) => [key, z.optional(changeSchema(column))])
  const schema: unknown = z.strictObject(Object.fromEntries(values))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value is of its own column, which is what Values<C> declares
  return schema as z.ZodMiniType<Partial<Values<C>>>
}

function changeSchema(column: Column): z.ZodMiniType {
  if (column.type === 'string') {
    const text = z.string().check(z.maxLength(column.size))
    if (column.array) return z.array(text).check(z.maxLength(LIST_MAX))
    return column.required === true ? text : z.nullable(text)
  }
  return 'default' in column ? scalarSchema(column) : z.nullable(scalarSchema(column))
}

function valueSchema(column: Column): z.ZodMiniType {
  if (column.type === 'string' && column.array)
    return z.array(z.string().check(z.meta({ maxLength: column.size })))
  const isThere = 'default' in column || (column.type === 'string' && column.required === true)
  return isThere ? scalarSchema(column) : z.nullable(scalarSchema(column))
}

function scalarSchema(column: Column): z.ZodMiniType {
  switch (column.type) {
    case 'string':
      return z.string().check(z.meta({ maxLength: column.size }))
    case 'enum':
      return z.enum([...column.elements])
    case 'integer':
      return z.int().check(z.gte(column.min), z.lte(column.max))
    case 'boolean':
      return z.boolean()
    case 'datetime':
      return z.iso.datetime({ offset: true })
  }
}
