import { isRecord } from '../../contract/is-record.ts'
import { LANGUAGES } from '../language/languages.ts'
import type { IndexedArticle } from './index-article.ts'

/**
 * A part of the index as one array of bytes, read where it lies: opening one costs no time for its words.
 *
 * The layout, after a head of six 32-bit numbers (version, and in bytes or counts what follows): the articles as JSON ·
 * for each term, in the order of their bytes, where it ends · where its postings end · the terms in the order of
 * their bytes from the end · the terms · the postings. A posting is the article's distance from the one before (a varint)
 * and a byte: its weight.
 */
export interface Segment {
  readonly articles: readonly SegmentArticle[]
  readonly termCount: number
  /** A term by its place in the order of their bytes. */
  term(place: number): string
  /** The places of the terms that begin with some letters: from the first to before the second. */
  startingWith(letters: string): readonly [number, number]
  /** Places of the terms that end with some letters, at most so many. */
  endingWith(letters: string, atMost: number): number[]
  /** The place of a term, or null. */
  placeOf(term: string): number | null
  /** How many articles have a term. */
  countOf(place: number): number
  /** Calls for each article that has a term. */
  each(place: number, visit: (article: number, weight: number) => void): void
}

/** What a segment knows of an article beside its terms. */
export type SegmentArticle = Omit<IndexedArticle, 'terms'>

const VERSION = 1
const HEAD_NUMBERS = 6

/** Packs articles. The same articles in any order are the same bytes. */
export function packSegment(given: readonly IndexedArticle[]): Uint8Array {
  const articles = given.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const postings = new Map<string, number[]>()
  const counts = new Map<string, number>()
  const lastOf = new Map<string, number>()
  articles.forEach((article, place) => {
    for (const [term, weight] of article.terms) {
      const bytes = postings.get(term) ?? []
      postings.set(term, bytes)
      putVarint(bytes, place - (lastOf.get(term) ?? 0))
      bytes.push(weight)
      lastOf.set(term, place)
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  })
  const terms = [...postings.keys()].map((term) => ({ term, bytes: Buffer.from(term) }))
  terms.sort((one, other) => Buffer.compare(one.bytes, other.bytes))
  const termEnds = new Uint32Array(terms.length)
  const postingEnds = new Uint32Array(terms.length)
  const postingBytes: number[] = []
  let end = 0
  terms.forEach(({ term, bytes }, place) => {
    end += bytes.length
    termEnds[place] = end
    putVarint(postingBytes, counts.get(term) ?? 0)
    for (const byte of postings.get(term) ?? []) postingBytes.push(byte)
    postingEnds[place] = postingBytes.length
  })
  const fromTheEnd = terms.map(({ bytes }, place) => ({ place, bytes: bytes.toReversed() }))
  fromTheEnd.sort((one, other) => Buffer.compare(one.bytes, other.bytes))
  const listed = articles.map(({ id, corpus, language, updatedAt }) => ({ id, corpus, language, updatedAt }))
  const json = Buffer.from(JSON.stringify(listed))
  const padding = (4 - (json.length % 4)) % 4
  return Buffer.concat([
    bytesOf(Uint32Array.of(VERSION, json.length, padding, terms.length, end, postingBytes.length)),
    json,
    Buffer.alloc(padding),
    bytesOf(termEnds),
    bytesOf(postingEnds),
    bytesOf(Uint32Array.from(fromTheEnd, ({ place }) => place)),
    ...terms.map(({ bytes }) => bytes),
    Uint8Array.from(postingBytes),
  ])
}

/** Opens what `packSegment` made. Throws for anything else. */
export function openSegment(packed: Uint8Array): Segment {
  // Numbers of 32 bits are read where they lie, which has to be at a multiple of four.
  const bytes = packed.byteOffset % 4 === 0 ? packed : Uint8Array.from(packed)
  const numbers = (at: number, count: number) => new Uint32Array(bytes.buffer, bytes.byteOffset + at, count)
  const [version, jsonLength = 0, padding = 0, count = 0, termBytes = 0, postingBytes = 0] = numbers(
    0,
    HEAD_NUMBERS,
  )
  const tables = HEAD_NUMBERS * 4 + jsonLength + padding
  const termsAt = tables + count * 12
  const postingsAt = termsAt + termBytes
  if (version !== VERSION || postingsAt + postingBytes !== bytes.length)
    throw new Error('is no packed segment')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const json: unknown = JSON.parse(text.toString('utf8', HEAD_NUMBERS * 4, HEAD_NUMBERS * 4 + jsonLength))
  return reader(readArticles(json), {
    terms: text.subarray(termsAt, postingsAt),
    postings: text.subarray(postingsAt),
    termEnds: numbers(tables, count),
    postingEnds: numbers(tables + count * 4, count),
    fromTheEnd: numbers(tables + count * 8, count),
  })
}

function readArticles(json: unknown): SegmentArticle[] {
  const articles = Array.isArray(json) ? json.map(readArticle) : []
  if (articles.includes(null)) throw new Error('is no packed segment')
  return articles.filter((article) => article !== null)
}

function readArticle(given: unknown): SegmentArticle | null {
  if (!isRecord(given)) return null
  const { id, corpus, updatedAt } = given
  const language = LANGUAGES.find((one) => one === given['language'])
  const isWhole = typeof id === 'string' && typeof corpus === 'string' && typeof updatedAt === 'string'
  return isWhole && language !== undefined ? { id, corpus, language, updatedAt } : null
}

interface Parts {
  readonly terms: Buffer
  readonly postings: Buffer
  readonly termEnds: Uint32Array
  readonly postingEnds: Uint32Array
  readonly fromTheEnd: Uint32Array
}

function reader(articles: readonly SegmentArticle[], parts: Parts): Segment {
  const { terms, postings, termEnds, postingEnds, fromTheEnd } = parts
  const start = (ends: Uint32Array, place: number) => (place === 0 ? 0 : (ends[place - 1] ?? 0))
  const bytesAt = (place: number) => terms.subarray(start(termEnds, place), termEnds[place])

  /** The first place that isn't before some bytes. */
  const firstFrom = (isBefore: (place: number) => boolean): number => {
    let low = 0
    let high = termEnds.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(middle)) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    articles,
    termCount: termEnds.length,
    term: (place) => bytesAt(place).toString(),
    startingWith(letters) {
      const wanted = Buffer.from(letters)
      const from = firstFrom((place) => Buffer.compare(bytesAt(place), wanted) < 0)
      const to = firstFrom((place) => Buffer.compare(bytesAt(place).subarray(0, wanted.length), wanted) <= 0)
      return [from, to]
    },
    endingWith(letters, atMost) {
      const wanted = Buffer.from(letters)
      const found: number[] = []
      let at = firstFrom((place) => compareFromTheEnd(bytesAt(fromTheEnd[place] ?? 0), wanted) < 0)
      for (; at < fromTheEnd.length && found.length < atMost; at++) {
        const place = fromTheEnd[at] ?? 0
        if (compareFromTheEnd(bytesAt(place), wanted) !== 0) break
        found.push(place)
      }
      return found
    },
    placeOf(term) {
      const wanted = Buffer.from(term)
      const place = firstFrom((each) => Buffer.compare(bytesAt(each), wanted) < 0)
      return place < termEnds.length && bytesAt(place).equals(wanted) ? place : null
    },
    countOf: (place) => readVarint(postings, start(postingEnds, place)).value,
    each(place, visit) {
      const end = postingEnds[place] ?? 0
      let { next } = readVarint(postings, start(postingEnds, place))
      let article = 0
      while (next < end) {
        const distance = readVarint(postings, next)
        article += distance.value
        visit(article, postings[distance.next] ?? 0)
        next = distance.next + 1
      }
    },
  }
}

/** What a segment knows of its articles, to be packed again with others. */
export function unpackArticles(segment: Segment): IndexedArticle[] {
  const terms = segment.articles.map(() => new Map<string, number>())
  for (let place = 0; place < segment.termCount; place++) {
    const term = segment.term(place)
    segment.each(place, (article, weight) => terms[article]?.set(term, weight))
  }
  return segment.articles.map((article, place) => ({ ...article, terms: terms[place] ?? new Map() }))
}

/** Zero for bytes that end with others. */
function compareFromTheEnd(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let back = 1; back <= wanted.length; back++) {
    if (back > bytes.length) return -1
    const difference = (bytes[bytes.length - back] ?? 0) - (wanted[wanted.length - back] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

function putVarint(bytes: number[], given: number): void {
  let value = given
  while (value > 0x7f) {
    bytes.push((value & 0x7f) | 0x80)
    value >>>= 7
  }
  bytes.push(value)
}

function readVarint(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0
  let next = at
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[next++] ?? 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) break
  }
  return { value, next }
}
