import type { Filter, Query } from '../../store/tables/query.ts'
import { parseQueries, type Attribute } from './parse-queries.ts'

/** What a list of something other than rows can be asked about, by name; `texts` are lists of them. */
export type FieldTypes = Readonly<Record<string, Attribute['type'] | 'texts'>>

const OWN_FIELDS: FieldTypes = { $id: 'text', $createdAt: 'time', $updatedAt: 'time', $sequence: 'sequence' }

/**
 * Parses the queries of such a list. What everything has (`$id`, …) can be asked about too. `select` is refused, save
 * with `takesSelect`, where it makes no difference.
 *
 * @throws AppwriteError general_argument_invalid
 */
export function parseFieldQueries(texts: readonly string[], fields: FieldTypes, takesSelect = false): Query {
  const known: FieldTypes = { ...OWN_FIELDS, ...fields }
  const query = parseQueries(texts, {
    fault: 'general_argument_invalid',
    attribute(name) {
      const type = Object.hasOwn(known, name) ? known[name] : undefined
      if (type === undefined) return null
      return type === 'texts' ? { type: 'text', array: true } : { type, array: false }
    },
    isSearchable: () => false,
    selectable: () => takesSelect,
  })
  return { ...query, select: null }
}

/** Adds the `search` parameter of a list: one of the fields must have one of its words, or begin one with the last. */
export function withSearch(query: Query, search: string, ...fields: readonly string[]): Query {
  if (search === '') return query
  const filters = fields.map((attribute): Filter => {
    return { kind: 'column', method: 'search', attribute, values: [search] }
  })
  return { ...query, filters: [...query.filters, { kind: 'or', filters }] }
}
