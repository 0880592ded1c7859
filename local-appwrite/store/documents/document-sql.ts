import { NEVER, type Operand, type Sql, type SqlAttributes } from '../tables/query-sql.ts'

/** Which documents of a list the caller may see at all; null for callers that see everything. */
export type Visibility = { readonly roles: ReadonlySet<string> } | null

const FIELD = /^\$?[A-Za-z]+$/

/** The fields of stored documents, as queries compare them. */
export const DOCUMENT_ATTRIBUTES: SqlAttributes = {
  operand(field): Operand {
    const stored = fieldSql(field)
    const encode: Operand['encode'] = (value) => (typeof value === 'boolean' ? Number(value) : value)
    return { compare: stored, stored, text: false, array: false, indexed: false, encode }
  },
  search: (field, text) => ({ text: `contains_words(${fieldSql(field)}, ?)`, values: [text] }),
  boxes: () => null,
  related: () => NEVER,
}

function fieldSql(field: string): string {
  if (field === '$id') return 'id'
  if (field === '$sequence') return 'sequence'
  if (!FIELD.test(field)) throw new Error('query on a field that the parser should have refused')
  return `json_extract(document, '$."${field}"')`
}

/** What limits a list to what may be read; null for callers that see everything. */
export function visibilitySql(visibility: Visibility): Sql | null {
  if (visibility === null) return null
  const permissions = [...visibility.roles].map((role) => `read("${role}")`)
  return {
    text: `EXISTS (SELECT 1 FROM json_each(document, '$."$permissions"') AS held
      JOIN json_each(?) AS wanted ON wanted.value = held.value)`,
    values: [JSON.stringify(permissions)],
  }
}
