import { Query } from 'node-appwrite'
import { gluedScripts } from '../../contract/glued-scripts.ts'

/** Shorter words are in no full-text index of Appwrite's database. */
const INDEXED_WORD_MIN = 3
const GLUED = new RegExp(`[${gluedScripts}]`, 'u')

/**
 * Rows whose column holds a text: by its full-text index, or letter by letter where an index can't find it, as it knows
 * no words inside of 注文番号, none of two letters, and no signs.
 */
export function searchText(column: string, text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const isIndexed = words.length > 0 && words.every((word) => word.length >= INDEXED_WORD_MIN)
  return isIndexed && !GLUED.test(text) ? Query.search(column, text) : Query.contains(column, [text])
}
