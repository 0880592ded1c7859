import type { ArticlesAnswer } from '../../contract/help-api.ts'
import type { SearchRequest } from '../../contract/help-requests.ts'
import type { Library } from '../articles/library.ts'
import type { AskedWord, Ranked } from '../articles/search-index.ts'
import { splitPassages } from '../articles/split-passages.ts'
import type { Language } from '../language/languages.ts'
import { wordsOf } from '../language/words.ts'
import type { HelpCall } from './help-call.ts'
import { languagesFor } from './languages-for.ts'
import { visibleArticles } from './visible-articles.ts'

const FOUND_MAX = 8
/** Of what is typed so many words are looked up: each may take a look at many terms. */
const WORDS_MAX = 8
/** Terms of each segment that an unfinished word may become, and how surely it does. */
const ENDINGS_MAX = 200
const ENDING_WEIGHT = 0.7
/** What has less of what is asked than this share of the best is there by chance. */
const OF_THE_BEST = 0.45
/** How much less an article in another language than the visitor's is wanted. */
const FOREIGN = 0.7
/** How an article begins, in characters. */
const EXCERPT_MAX = 140
/** How much of a body is read for that. */
const READ_MAX = 2000

/** The articles that say most about what a visitor types, the best first. */
export async function searchArticles(call: HelpCall, request: SearchRequest): Promise<ArticlesAnswer> {
  const visible = await visibleArticles(call, request.corpora)
  if (visible === null) return { articles: [] }
  const ids = idsOf(request, visible.library)
  const rows = new Map((await visible.library.read(ids)).map((row) => [row.$id, row]))
  return {
    articles: ids
      .flatMap((id) => rows.get(id) ?? [])
      .map(({ $id, title, body }) => ({ articleId: $id, title, excerpt: excerptOf(body) })),
  }
}

function idsOf({ text, locale }: SearchRequest, { index, corpora }: Library): readonly string[] {
  const languages = languagesFor(index.languages(corpora), locale)
  const found = languages.flatMap((language, place) =>
    index
      .rank(askedIn(language, text, index), language, corpora, FOUND_MAX)
      .map(({ article, share }) => ({ article, share: place === 0 ? share : share * FOREIGN })),
  )
  found.sort((one, other) => other.share - one.share)
  const least = (found[0]?.share ?? 0) * OF_THE_BEST
  return found
    .filter(({ share }: Ranked) => share >= least)
    .slice(0, FOUND_MAX)
    .map(({ article }) => article.id)
}

/** The words of what is typed, the last one also as the beginning of others. */
function askedIn(language: Language, text: string, index: Library['index']): AskedWord[] {
  const telling = wordsOf(text, language)
  const words = (telling.length === 0 ? wordsOf(text, language, { all: true }) : telling).slice(0, WORDS_MAX)
  const last = /\s$/.test(text) ? undefined : words.at(-1)
  return index.weigh(words, language).map((word) => {
    if (word.text !== last?.text) return word
    const endings = index.beginningWith(last.text, ENDINGS_MAX)
    return {
      ...word,
      matches: [...word.matches, ...endings.map((term) => ({ term, weight: ENDING_WEIGHT }))],
      isUnknown: word.isUnknown && endings.length === 0,
    }
  })
}

/** The beginning of its first paragraph. */
function excerptOf(body: string): string | null {
  const [first] = splitPassages(body.slice(0, READ_MAX))
  if (first === undefined) return null
  const words = first.text.replace(/\s+/g, ' ')
  const characters = Array.from(words.slice(0, READ_MAX))
  return characters.length <= EXCERPT_MAX
    ? words
    : `${characters
        .slice(0, EXCERPT_MAX - 1)
        .join('')
        .trim()}…`
}
