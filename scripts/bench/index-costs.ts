import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { Question } from '../../functions/articles/finding.ts'
import type { Library } from '../../functions/articles/library.ts'
import { createSearch } from '../../functions/bot/search.ts'
import { indexArticle } from '../../functions/articles/index-article.ts'
import { SearchIndex } from '../../functions/articles/search-index.ts'
import { contentOf, digestOf, openStored, segmentIdOf } from '../../functions/articles/stored-segment.ts'

/** What the index of a large site costs: CPU time in ms, memory and size in bytes. */
export interface IndexCosts {
  readonly articles: number
  /** What `upkeep` does once, spread over its runs. */
  readonly buildMs: number
  readonly storedBytes: number
  /** From what Appwrite answers to the first question that can be looked up. */
  readonly loadMs: number
  /** The mean of a question, and of one of words that no article has. */
  readonly queryMs: number
  readonly strangeQueryMs: number
  /** What a process has more than before it loaded the index. */
  readonly memoryBytes: number
}

/** Time depends on the machine, and only warns; bytes don't. */
const BUDGETS = {
  loadMs: 150,
  queryMs: 15,
  strangeQueryMs: 15,
  memoryBytes: 120_000_000,
  storedBytes: 24_000_000,
} as const
const FAILING = ['memoryBytes', 'storedBytes'] as const

const ARTICLES = 10_000
const QUESTIONS = 200

/** Builds articles of made-up words with the frequencies of a language (Zipf), and measures their index. */
export async function measureIndexCosts(count: number = ARTICLES): Promise<IndexCosts> {
  const word = wordsOfFrequency()
  const rows = Array.from({ length: count }, (_, place) => articleOf(place, word))
  const build = cpuMs(() => {
    const bySegment = Map.groupBy(rows, ({ $id }) => segmentIdOf($id))
    return [...bySegment.values()].map((articles) => {
      const indexed = articles.map(indexArticle)
      return { content: contentOf(indexed), digest: digestOf(indexed) }
    })
  })
  const stored = build.result
  const before = memory()
  const load = cpuMs(() => new SearchIndex(stored.flatMap((row) => openStored(row) ?? [])))
  const memoryBytes = memory() - before
  const byId = new Map(rows.map((row) => [row.$id, row]))
  const read: Library['read'] = async (ids) => ids.flatMap((id) => byId.get(id) ?? [])
  const library: Library = { index: load.result, corpora: [], read, titles: read }
  // A search of its own for each question, as each turn has.
  const find = (question: Question) => createSearch(async () => library).find(question)
  const ask = async (question: () => string) => {
    await find({ text: question(), language: 'en', before: null })
    const started = process.cpuUsage()
    for (let asked = 0; asked < QUESTIONS; asked++)
      await find({ text: question(), language: 'en', before: null })
    return msOf(process.cpuUsage(started)) / QUESTIONS
  }
  return {
    articles: count,
    buildMs: build.ms,
    storedBytes: stored.reduce((sum, { content }) => sum + content.length, 0),
    loadMs: load.ms,
    queryMs: await ask(() => `how do I ${word()} the ${word()} ${word()} for ${word()}`),
    strangeQueryMs: await ask(() => `${word()}qz ${word()}xk when ${word()}vj`),
    memoryBytes,
  }
}

/** What is over budget, as sentences. */
export function overIndexBudget(costs: IndexCosts): string[] {
  return FAILING.filter((name) => costs[name] > BUDGETS[name]).map(
    (name) => `${name} is ${Math.round(costs[name])}, and may be ${BUDGETS[name]}`,
  )
}

export function describeIndexCosts(costs: IndexCosts): string {
  return Object.entries(costs)
    .map(([name, value]) => {
      const budget = new Map<string, number>(Object.entries(BUDGETS)).get(name)
      return `${name.padEnd(16)} ${Math.round(value * 10) / 10}${budget === undefined ? '' : ` (budget ${budget})`}`
    })
    .join('\n')
}

function articleOf(place: number, word: () => string): ArticleRow {
  const text = (length: number) => Array.from({ length }, word).join(' ')
  const at = '2026-01-01T00:00:00.000+00:00'
  return {
    $id: `k_${String(place).padStart(6, '0')}`,
    $sequence: place,
    $createdAt: at,
    $updatedAt: at,
    corpus: 'bench',
    title: text(5),
    body: Array.from({ length: 5 }, () => `This is how you do it: ${text(45)}.`).join('\n\n'),
    url: null,
    questions: [],
    keywords: [],
  }
}

/** Words of two to four syllables, of which each is as frequent as its rank says. The same in every run. */
function wordsOfFrequency(): () => string {
  const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu sta tre pli kno'.split(' ')
  let seed = 7
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  const spell = (rank: number) => {
    let [left, spelt] = [rank + syllables.length, '']
    for (; left > 0; left = Math.floor(left / syllables.length))
      spelt += syllables[left % syllables.length] ?? ''
    return spelt
  }
  const VOCABULARY = 60_000
  return () => spell(Math.floor(VOCABULARY ** random()))
}

function memory(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function cpuMs<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const started = process.cpuUsage()
  const result = work()
  return { result, ms: msOf(process.cpuUsage(started)) }
}

function msOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}
