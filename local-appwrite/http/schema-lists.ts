import { type FieldTypes, parseFieldQueries } from '../services/queries/field-queries.ts'
import { listInMemory, type Field, type Page } from '../services/queries/list-in-memory.ts'
import { containsWords } from '../store/word-search.ts'
import type { Params } from './params.ts'
import { queryTexts, text, wantsTotal } from './readers.ts'

/** One thing of a list of the schema, as the API answers it. */
type Item = Record<string, unknown>

/**
 * Answers a list of things that are in memory, by the parameters `queries`, `search` and `total`. `fields` are
 * those that can be asked about, besides the server's own.
 */
export function listItems(
  params: Params,
  items: readonly Item[],
  fields: FieldTypes,
  idField = '$id',
): Page<Item> {
  const query = parseFieldQueries(params.optional('queries', queryTexts, []), fields)
  const search = params.optional('search', text(256), '')
  const found = items.filter((item) =>
    search === '' ? true : containsWords(`${String(item[idField])} ${String(item['name'])}`, search),
  )
  const page = listInMemory(found, query, fieldOf, (item) => String(item[idField]))
  return wantsTotal(params) ? page : { ...page, total: 0 }
}

function fieldOf(item: Item, name: string): Field {
  const value = item[name]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
