import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../../contract/tables/articles.ts'
import { indexArticle } from '../../functions/articles/index-article.ts'
import { openSegment, packSegment, unpackArticles } from '../../functions/articles/segment.ts'
import {
  contentOf,
  digestOf,
  openStored,
  SEGMENT_IDS,
  segmentIdOf,
} from '../../functions/articles/stored-segment.ts'

function article(id: string, title: string, body: string): ArticleRow {
  const at = '2026-01-01T00:00:00.000+00:00'
  const meta = { $id: id, $sequence: 1, $createdAt: at, $updatedAt: at }
  return { ...meta, corpus: 'x', title, body, url: null, questions: [], keywords: [] }
}

const articles = [
  article('a', 'Shipping costs', 'We ship to Norway. Shipping costs 5 euros.'),
  article('b', 'Versandkosten', 'Der Versand nach Österreich ist frei, ohne Kosten.'),
  article('c', '日本語', '送料は五百円です。'),
].map(indexArticle)

describe('a packed segment', () => {
  const segment = openSegment(packSegment(articles))

  it('has all that was packed, whatever the order', () => {
    expect(unpackArticles(segment)).toEqual(articles)
    expect(packSegment(articles.toReversed())).toEqual(packSegment(articles))
    expect(unpackArticles(openSegment(packSegment([])))).toEqual([])
  })

  it('finds a term by its beginning, its end and whole', () => {
    const terms = (places: readonly number[]) => places.map((place) => segment.term(place))
    const [from, to] = segment.startingWith('versand')
    expect(terms(Array.from({ length: to - from }, (_, place) => from + place)).sort()).toEqual([
      'versand',
      'versandkost',
    ])
    expect(terms(segment.endingWith('kost', 9)).sort()).toEqual(['kost', 'versandkost'])
    expect(segment.endingWith('kost', 1)).toHaveLength(1)
    expect(segment.placeOf('versan')).toBeNull()
    const place = segment.placeOf('ship') ?? -1
    const found: unknown[] = []
    segment.each(place, (one, weight) => found.push([segment.articles[one]?.id, weight > 120]))
    expect(found).toEqual([['a', true]])
    expect(segment.countOf(place)).toBe(1)
  })

  it('is opened at any place in memory, and nothing else is', () => {
    const shifted = new Uint8Array([0, ...packSegment(articles)]).subarray(1)
    expect(unpackArticles(openSegment(shifted))).toEqual(articles)
    expect(() => openSegment(packSegment(articles).subarray(0, 100))).toThrow('no packed segment')
  })
})

describe('a stored segment', () => {
  it('is opened by who knows its version', () => {
    const content = contentOf(articles)
    const opened = openStored({ content, digest: digestOf(articles) })
    expect(opened && unpackArticles(opened)).toEqual(articles)
    expect(openStored({ content: 'strange', digest: '0:of another version' })).toBeNull()
  })

  it('is one of sixteen, which get about as many articles each', () => {
    const counts = new Map(SEGMENT_IDS.map((id) => [id, 0]))
    for (let number = 0; number < 1600; number++) {
      const id = segmentIdOf(`k_${number}`)
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    expect(counts.size).toBe(16)
    expect(Math.min(...counts.values())).toBeGreaterThan(60)
  })

  it('of this version has these stems: who changes them raises INDEX_VERSION and this hash', () => {
    const words = [
      'Refunds and cancellations',
      'Kündigungen und Rückgaben',
      'Devoluciones y cancelación',
      'Résiliations et remboursements',
      'Disdette e rimborsi',
      'Devoluções e reembolsos',
      'Opzeggingen en terugbetalingen',
      'Uppsägningar och återbetalningar',
      'Opsigelser og refusioner',
      'Oppsigelser og refusjoner',
      'Zwroty i rezygnacje',
      'İptaller ve iadeler',
    ]
    const packed = packSegment(
      words.map((title) => indexArticle(article(title, title, `${title}.\n\n${title}.`))),
    )
    expect([
      digestOf([]).split(':')[0],
      createHash('sha256').update(packed).digest('hex').slice(0, 16),
    ]).toEqual(['1', 'd44e67f94204234c'])
  })
})
