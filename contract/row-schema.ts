import * as z from 'zod/mini'
import type { Column, Columns, Row } from './table.ts'

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
