import { blind } from '../store/blind-text.ts'
import { listInMemory, type Field, type Page } from '../services/list-in-memory.ts'
import { parseQueries, type Attribute } from '../services/parse-queries.ts'
import type { Params } from './params.ts'
import { boolean, queryTexts, text } from './readers.ts'

/** One thing of a list of the schema, as the API answers it. */
type Item = Record<string, unknown>

/**
 * Answers a list of things that are in memory, by the parameters `queries`, `search` and `total`. `attributes` are
 * those that can be asked about, besides the server's own.
 */
export function listItems(
  params: Params,
  items: readonly Item[],
  attributes: Readonly<Record<string, Attribute['type']>>,
  idField = '$id',
): Page<Item> {
  const known: Record<string, Attribute['type']> = {
    $id: 'text',
    $createdAt: 'time',
    $updatedAt: 'time',
    $sequence: 'sequence',
    ...attributes,
  }
  const query = parseQueries(params.optional('queries', queryTexts, []), {
    fault: 'general_argument_invalid',
    attribute: (name) => {
      const type = Object.hasOwn(known, name) ? known[name] : undefined
      return type === undefined ? null : { type, array: false }
    },
    isSearchable: () => true,
    selectable: () => true,
  })
  const search = blind(params.optional('search', text(256), ''))
  const found = items.filter((item) =>
    search === '' ? true : blind(`${String(item[idField])} ${String(item['name'])}`).includes(search),
  )
  const page = listInMemory(found, query, fieldOf, (item) => String(item[idField]))
  return params.optional('total', boolean, true) ? page : { ...page, total: 0 }
}

function fieldOf(item: Item, name: string): Field {
  const value = item[name]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
