import { Query } from 'node-appwrite'
import { gluedScripts } from '../../contract/glued-scripts.ts'

/** Shorter words are in no full-text index of Appwrite's database. */
const INDEXED_WORD_MIN = 3
/** Nor are these of three letters and more, the default stop words of InnoDB. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'about are com for from how that the this was what when where who will with und www'.split(' '),
)
const GLUED = new RegExp(`[${gluedScripts}]`, 'u')

/**
 * Rows whose column contains a text: by its full-text index, or letter by letter where an index can't find it, as it
 * knows no words inside of 注文番号, none of two letters, no signs, and no “where”. Beside other words such a one is left
 * out.
 */
export function searchText(column: string, text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const isIndexed = words.length > 0 && words.every((word) => word.length >= INDEXED_WORD_MIN)
  if (!isIndexed || GLUED.test(text)) return Query.contains(column, [text])
  const telling = words.filter((word) => !STOP_WORDS.has(word.toLowerCase()))
  if (telling.length === 0) return Query.contains(column, [words.join(' ')])
  return Query.search(column, telling.length === words.length ? text : telling.join(' '))
}
