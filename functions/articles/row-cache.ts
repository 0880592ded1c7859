import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** Articles that are kept at once; one has at most 60,000 characters. */
const CAPACITY = 100

interface Kept {
  /** Null for an article that isn't there any more. */
  readonly row: ArticleRow | null
  readonly readAt: number
}

/**
 * Keeps rows of articles for a short time: what is quoted was read a moment ago, so that an article that was deleted or
 * moved to another corpus isn't.
 */
export function createRowCache(freshMs: number) {
  const kept = new Map<string, Kept>()

  return {
    /** Those of some articles that are there, in one call for all that aren't kept. */
    async read(repositories: Repositories, ids: readonly string[], now: number): Promise<ArticleRow[]> {
      const present = ids
        .map((id) => kept.get(id))
        .filter((one) => one !== undefined && now - one.readAt <= freshMs)
      const missing = ids.filter((id) => {
        const one = kept.get(id)
        return one === undefined || now - one.readAt > freshMs
      })
      const read = await repositories.articles.ofIds(missing)
      const found = new Map(read.map((row) => [row.$id, row]))
      for (const id of missing) keep(id, { row: found.get(id) ?? null, readAt: now })
      return [...present.flatMap((one) => one?.row ?? []), ...read]
    },
  }

  function keep(id: string, one: Kept): void {
    kept.delete(id)
    kept.set(id, one)
    for (const oldest of kept.keys()) {
      if (kept.size <= CAPACITY) return
      kept.delete(oldest)
    }
  }
}
