import type { Repositories } from '../../repositories/repositories.ts'
import { libraryOf, type Library } from './library.ts'

/** How old an index may be before the next question rebuilds it. */
const FRESH_MS = 30_000
/** Sites have few sets of corpora; more than this are not kept at once. */
const CAPACITY = 20

interface Known {
  readonly library: Library
  readonly builtAt: number
}

/**
 * Keeps the index of each set of corpora in a warm function. A question that finds an old one is answered from it at
 * once while a new one is built, so that an edited article is in use after the next question.
 */
export function createArticleCache() {
  const known = new Map<string, Known>()
  const underWay = new Map<string, Promise<Known>>()

  function build(
    key: string,
    repositories: Repositories,
    corpora: readonly string[],
    now: number,
  ): Promise<Known> {
    const present = underWay.get(key)
    if (present) return present
    const building = repositories.articles.ofCorpora(corpora).then((articles) => {
      const built = { library: libraryOf(articles), builtAt: now }
      if (known.size >= CAPACITY) known.clear()
      known.set(key, built)
      return built
    })
    const settled = building.finally(() => underWay.delete(key))
    underWay.set(key, settled)
    return settled
  }

  return async (
    repositories: Repositories,
    corpora: readonly string[],
    now: number,
    reportError: (problem: string, cause: unknown) => void,
  ): Promise<Library> => {
    const key = JSON.stringify([...corpora].sort())
    const present = known.get(key)
    if (present === undefined) return (await build(key, repositories, corpora, now)).library
    if (now - present.builtAt > FRESH_MS) {
      build(key, repositories, corpora, now).catch((cause: unknown) =>
        reportError('the articles could not be read again', cause),
      )
    }
    return present.library
  }
}

export type ArticleCache = ReturnType<typeof createArticleCache>
