import type { ArticleIndexRow } from '../../contract/tables/article-index.ts'
import type { SegmentState } from '../repositories/article-index.ts'
import type { ArticleStamp } from '../repositories/articles.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { indexArticle, type IndexedArticle } from './index-article.ts'
import { unpackArticles } from './segment.ts'
import { contentOf, digestOf, openStored, SEGMENT_IDS, segmentIdOf } from './stored-segment.ts'

type Stored = Pick<Repositories, 'articles' | 'articleIndex'>

/** Articles that are read and added at a time: what the longest step between two looks at the clock does. */
const BATCH = 100
/** A change may become visible so much later than its time says. In ms. */
export const SETTLES_MS = 60_000

/**
 * Brings the index's segments up to date with the articles, as far as time allows; the next run continues. Two runs at
 * once do no harm: a segment is written only if nobody else has meanwhile.
 *
 * @returns whether all of them are
 */
export async function refreshSegments(stored: Stored, isTimeUp: () => boolean): Promise<boolean> {
  const stamps = await stored.articles.stamps(null)
  const states = new Map((await stored.articleIndex.states()).map((state) => [state.$id, state]))
  const completeThrough = settledBefore(stamps)
  const bySegment = Map.groupBy(stamps, ({ id }) => segmentIdOf(id))
  for (const id of SEGMENT_IDS) {
    const wanted = bySegment.get(id) ?? []
    while (!isUpToDate(states.get(id), wanted)) {
      if (isTimeUp()) return false
      const written = await refreshOne(stored, id, wanted, completeThrough)
      // Somebody else writes it: this is theirs to finish.
      if (written === null) break
      if (written === digestOf(wanted)) break
    }
  }
  return true
}

/** Adds some of the articles that a segment lacks, and removes those that are gone. Gives its digest, or null if it changed meanwhile. */
async function refreshOne(
  { articles, articleIndex }: Stored,
  id: string,
  wanted: readonly ArticleStamp[],
  completeThrough: string | null,
): Promise<string | null> {
  const row = await articleIndex.get(id)
  const versions = new Map(wanted.map((stamp) => [stamp.id, stamp.updatedAt]))
  const present = row === null ? [] : articlesOf(row)
  const kept = present.filter((article) => versions.get(article.id) === article.updatedAt)
  const known = new Set(kept.map((article) => article.id))
  const missing = wanted.filter((stamp) => !known.has(stamp.id))
  const read = await articles.ofIds(missing.slice(0, BATCH).map((stamp) => stamp.id))
  const isWhole = missing.length <= BATCH
  const all: IndexedArticle[] = [...kept, ...read.map(indexArticle)]
  const digest = isWhole ? digestOf(wanted) : digestOf(all)
  const values = { content: contentOf(all), digest, completeThrough: isWhole ? completeThrough : null }
  return (await articleIndex.put(id, values, row?.$updatedAt ?? null)) ? digest : null
}

function articlesOf(row: ArticleIndexRow): readonly IndexedArticle[] {
  try {
    const segment = openStored(row)
    return segment === null ? [] : unpackArticles(segment)
  } catch {
    // What can't be read is made again from the articles.
    return []
  }
}

function isUpToDate(state: SegmentState | undefined, wanted: readonly ArticleStamp[]): boolean {
  if (state === undefined) return wanted.length === 0
  return state.completeThrough !== null && state.digest === digestOf(wanted)
}

/** No article that changed before this can still be on its way into the list. */
function settledBefore(stamps: readonly ArticleStamp[]): string | null {
  const newest = stamps.at(-1)
  return newest === undefined ? null : new Date(Date.parse(newest.updatedAt) - SETTLES_MS).toISOString()
}
