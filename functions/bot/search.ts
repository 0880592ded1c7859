import type { Ground } from './model/passage-facts.ts'
import { findGrounds } from './find-grounds.ts'
import { findingOf, lookUp, type LookedUp } from '../articles/find-in-articles.ts'
import type { FindInArticles, Question } from '../articles/finding.ts'
import type { Library } from '../articles/library.ts'

/** What a turn of the bot asks the articles. */
export interface Search {
  readonly find: FindInArticles
  /** The passages that may answer a question, for a model, the likeliest first. */
  readonly grounds: (question: Question) => Promise<readonly Ground[]>
}

/** Looks each question up once, whatever of it is asked for: for one turn, as it never looks again. */
export function createSearch(open: () => Promise<Library>): Search {
  const known = new Map<Question, Promise<{ readonly library: Library; readonly lookedUp: LookedUp }>>()
  const look = (question: Question) => {
    const present = known.get(question)
    if (present !== undefined) return present
    const begun = open().then(async (library) => ({ library, lookedUp: await lookUp(question, library) }))
    known.set(question, begun)
    return begun
  }
  return {
    find: async (question) => {
      const { library, lookedUp } = await look(question)
      return findingOf(question, lookedUp, library)
    },
    grounds: async (question) => findGrounds((await look(question)).lookedUp),
  }
}
