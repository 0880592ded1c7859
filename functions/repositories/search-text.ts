import { Query } from 'node-appwrite'
import { gluedScripts } from '../../contract/glued-scripts.ts'

/** Shorter words are in no full-text index of Appwrite's database. */
const INDEXED_WORD_MIN = 3
/** Nor are these of three letters and more, the default stop words of InnoDB. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'about are com for from how that the this was what when where who will with und www'.split(' '),
)

/** More are more than anybody types: each is a search of its own. */
const WORDS_MAX = 8

/**
 * Rows that have every word of a text, or a word that begins with it, in one of some columns: by their full-text indexes,
 * or letter by letter where an index can't find it, as it knows no words inside of 注文番号, none of two letters, no
 * signs, and no “where”. Beside other words such a one is left out.
 */
export function searchText(columns: readonly string[], text: string): string {
  // Indexes take `_` for a part of a word.
  const words = text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
  // Made here, as it takes Node milliseconds, and few calls search.
  const glued = new RegExp(`[${gluedScripts}]`, 'u')
  const isIndexed = words.length > 0 && words.every((word) => word.length >= INDEXED_WORD_MIN)
  if (!isIndexed || glued.test(text)) return anyOf(columns.map((column) => Query.contains(column, [text])))
  const telling = words.filter((word) => !STOP_WORDS.has(word.toLowerCase())).slice(0, WORDS_MAX)
  const each =
    telling.length > 0
      ? telling.map((word) => anyOf(columns.map((column) => Query.search(column, word))))
      : words
          .slice(0, WORDS_MAX)
          .map((word) => anyOf(columns.map((column) => Query.contains(column, [word]))))
  const [first = '', ...others] = each
  return others.length === 0 ? first : Query.and(each)
}

function anyOf(queries: readonly string[]): string {
  const [first = '', ...others] = queries
  return others.length === 0 ? first : Query.or([...queries])
}
