import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as limits from '../../contract/limits.ts'
import type { ArticleIndexRow } from '../../contract/tables/article-index.ts'
import type { IndexedArticle } from './index-article.ts'
import { openSegment, packSegment, type Segment } from './segment.ts'

/** Which version of an article there is. */
interface Stamp {
  readonly id: string
  readonly updatedAt: string
}

/**
 * Of what `indexArticle` makes of a text, and of the layout of a segment. Raise it with either: segments of another
 * version are made again, and not read.
 */
const INDEX_VERSION = 1

/** The ids of all segments. */
export const SEGMENT_IDS: readonly string[] = Array.from(
  { length: limits.segmentCount },
  (_, place) => `segment-${String(place).padStart(2, '0')}`,
)

/** The segment that an article belongs to, for ever the same. */
export function segmentIdOf(articleId: string): string {
  const [byte = 0] = createHash('sha256').update(articleId).digest()
  return SEGMENT_IDS[byte % SEGMENT_IDS.length] ?? ''
}

/** A segment as its row keeps it. */
export function contentOf(articles: readonly IndexedArticle[]): string {
  return deflateRawSync(packSegment(articles)).toString('base64')
}

/** Opens a segment's row; null for one of another version. Throws for content that `contentOf` didn't make. */
export function openStored({ content, digest }: Pick<ArticleIndexRow, 'content' | 'digest'>): Segment | null {
  return isOfVersion(digest) ? openSegment(inflateRawSync(Buffer.from(content, 'base64'))) : null
}

function isOfVersion(digest: string): boolean {
  return digest.startsWith(`${INDEX_VERSION}:`)
}

/** The same for the same versions of the same articles. */
export function digestOf(articles: readonly Stamp[]): string {
  const lines = articles.map(({ id, updatedAt }) => `${id} ${updatedAt}`).toSorted()
  return `${INDEX_VERSION}:${createHash('sha256').update(lines.join('\n')).digest('hex')}`
}
