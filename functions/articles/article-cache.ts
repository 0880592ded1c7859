import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { indexArticle, type IndexedArticle } from './index-article.ts'
import type { Library } from './library.ts'
import { SETTLES_MS } from './refresh-segments.ts'
import { createRowCache } from './row-cache.ts'
import { SearchIndex } from './search-index.ts'
import { openSegment, packSegment, type Segment } from './segment.ts'
import { openStored, SEGMENT_IDS } from './stored-segment.ts'

/** How old what is known may be before a question looks for changes. */
export const FRESH_MS = 10_000
/** How old segments may be before it is asked whether they were written anew. */
const SEGMENTS_MS = 60_000
/** Articles that are in no segment yet and are read for one question; the next one continues. */
const READ_MAX = 2000
/** As many as one call reads. */
const BATCH = 100

type ReportError = (problem: string, cause: unknown) => void

/** What a warm function knows of the articles. */
interface Known {
  readonly segments: readonly Segment[]
  /** What tells whether these are still the newest. */
  readonly digests: string
  /** Articles that no segment has in this version. */
  readonly changed: ReadonlyMap<string, IndexedArticle>
  /** The version of each article that is known. */
  readonly versions: ReadonlyMap<string, string>
  /** Changes before this are known; null when none are. */
  readonly since: string | null
  /** When the newest change was first seen. */
  readonly newest: { readonly at: string | null; readonly seenAt: number }
  readonly index: SearchIndex
  readonly checkedAt: number
  readonly segmentsCheckedAt: number
}

/**
 * Keeps the index in a warm function. A start loads its segments, which takes some calls however many articles there are;
 * from then on only articles that changed are read, at most every ten seconds.
 */
export function createArticleCache() {
  let known: Known | null = null
  let underWay: Promise<Known> | null = null
  const rows = createRowCache(FRESH_MS)

  async function renewed(repositories: Repositories, now: number, reportError: ReportError): Promise<Known> {
    const present = known === null || (await areOld(repositories, known, now)) ? null : known
    known = await withChanges(repositories, present ?? (await loaded(repositories, now, reportError)), now)
    return known
  }

  /** All who ask at the same time wait for the same calls. */
  function renew(repositories: Repositories, now: number, reportError: ReportError): Promise<Known> {
    underWay ??= renewed(repositories, now, reportError).finally(() => {
      underWay = null
    })
    return underWay
  }

  return async (
    repositories: Repositories,
    corpora: readonly string[],
    now: number,
    reportError: ReportError,
  ): Promise<Library> => {
    let current = known
    if (current === null || now - current.checkedAt > FRESH_MS) {
      try {
        current = await renew(repositories, now, reportError)
      } catch (cause) {
        if (current === null) throw cause
        reportError('the articles could not be read again', cause)
      }
    }
    const mayRead = ({ corpus }: Pick<ArticleRow, 'corpus'>) =>
      corpora.length === 0 || corpora.includes(corpus)
    return {
      index: current.index,
      corpora,
      read: async (ids) => (await rows.read(repositories, ids, now)).filter(mayRead),
      titles: async (ids) => (await repositories.articles.titlesOf(ids)).filter(mayRead),
    }
  }
}

/** Reads all segments. The articles of one that can't be read are read themselves, as if it weren't there. */
async function loaded({ articleIndex }: Repositories, now: number, reportError: ReportError): Promise<Known> {
  const stored = await articleIndex.segments()
  const opened = stored.flatMap((row) => {
    try {
      const segment = openStored(row)
      return segment === null ? [] : [{ segment, row }]
    } catch (cause) {
      reportError(
        `delete the row ${row.$id} of article_index, which can’t be read: upkeep makes it again`,
        cause,
      )
      return []
    }
  })
  const segments = opened.map(({ segment }) => segment)
  const times = opened.map(({ row }) => row.completeThrough)
  // A segment that isn't there may lack articles of any time.
  const isWhole = times.length === SEGMENT_IDS.length && !times.includes(null)
  const [earliest = null] = times.filter((time) => time !== null).toSorted()
  return {
    segments,
    digests: digestsOf(stored),
    changed: new Map(),
    versions: new Map(
      segments.flatMap(({ articles }) => articles.map(({ id, updatedAt }) => [id, updatedAt])),
    ),
    since: isWhole ? earliest : null,
    newest: { at: null, seenAt: now },
    index: new SearchIndex(segments),
    checkedAt: now,
    segmentsCheckedAt: now,
  }
}

/** Whether segments were written since they were read, as is looked up every minute. */
async function areOld({ articleIndex }: Repositories, known: Known, now: number): Promise<boolean> {
  if (now - known.segmentsCheckedAt <= SEGMENTS_MS) return false
  return digestsOf(await articleIndex.states()) !== known.digests
}

function digestsOf(stored: readonly { readonly $id: string; readonly digest: string }[]): string {
  return stored
    .map(({ $id, digest }) => `${$id} ${digest}`)
    .toSorted()
    .join('\n')
}

/** Adds what changed since. */
async function withChanges({ articles }: Repositories, known: Known, now: number): Promise<Known> {
  const stamps = await articles.stamps(known.since)
  const unknown = stamps.filter(({ id, updatedAt }) => known.versions.get(id) !== updatedAt)
  const wanted = unknown.slice(0, READ_MAX).map(({ id }) => id)
  const changed = new Map(known.changed)
  const versions = new Map(known.versions)
  for (let at = 0; at < wanted.length; at += BATCH) {
    for (const row of await articles.ofIds(wanted.slice(at, at + BATCH))) {
      changed.set(row.$id, indexArticle(row))
      versions.set(row.$id, row.$updatedAt)
    }
  }
  const newestAt = stamps.at(-1)?.updatedAt ?? known.newest.at
  const newest = newestAt === known.newest.at ? known.newest : { at: newestAt, seenAt: now }
  const isAllRead = wanted.length === unknown.length
  return {
    ...known,
    changed,
    versions,
    newest,
    since: isAllRead ? (settled(newest, now) ?? known.since) : known.since,
    index:
      wanted.length === 0
        ? known.index
        : new SearchIndex([...known.segments, openSegment(packSegment([...changed.values()]))]),
    checkedAt: now,
    segmentsCheckedAt: now - known.segmentsCheckedAt > SEGMENTS_MS ? now : known.segmentsCheckedAt,
  }
}

/**
 * The time before which no further change can appear: the newest change's, once it has been known for a minute, and a
 * minute before it until then. Null for no article.
 */
function settled({ at, seenAt }: Known['newest'], now: number): string | null {
  if (at === null) return null
  return now - seenAt > SETTLES_MS ? at : new Date(Date.parse(at) - SETTLES_MS).toISOString()
}
