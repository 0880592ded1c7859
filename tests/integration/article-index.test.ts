import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createArticleCache } from '../../functions/articles/article-cache.ts'
import { createSearch } from '../../functions/bot/search.ts'
import type { Finding } from '../../functions/articles/finding.ts'
import { refreshSegments } from '../../functions/articles/refresh-segments.ts'
import { segmentIdOf } from '../../functions/articles/stored-segment.ts'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'
import { changeFunction } from '../support/change-function.ts'
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.ts'
import { startStack, type Stack } from '../support/stack.ts'

let stack: Stack
let proxy: CountingProxy
/** The tables by way of something that counts calls. */
let repositories: Repositories
beforeAll(async () => {
  stack = await startStack()
  // Runs of its own would do what a test is about to see.
  await changeFunction(stack, 'upkeep', { schedule: '' })
  proxy = await startCountingProxy(stack.endpoint)
  const { projectId, apiKey: key } = stack
  repositories = openRepositories({ endpoint: proxy.endpoint, projectId, key, databaseId: 'chat' })
})
afterAll(async () => {
  await proxy.close()
  await stack.close()
})

const CORPORA = ['memory']

function put(
  id: string,
  title: string,
  corpus = 'memory',
  body = `${title} is explained here for everybody.`,
) {
  const values = { corpus, title, body, url: null, questions: [], keywords: [] }
  return stack.repositories.articles.put(id, values)
}

function titleOf(found: Finding): string | null {
  return found.kind === 'quote' ? found.source.title : null
}

/** A warm function of its own. */
function warmFunction() {
  const articles = createArticleCache()
  const told: string[] = []
  const libraryAt = (now: number, corpora: readonly string[] = CORPORA) =>
    articles(repositories, corpora, now, (problem) => told.push(problem))
  const ask = async (text: string, now: number, corpora: readonly string[] = CORPORA) =>
    createSearch(() => libraryAt(now, corpora)).find({ text, language: 'en', before: null })
  return { libraryAt, ask, told }
}

/** Calls of the table of articles, and of its index. */
function calls(table: 'articles' | 'article_index'): number {
  return proxy.calls().filter((call) => call.includes(`/tables/${table}/`)).length
}

const neverUp = () => false

describe('the bot’s memory of articles', () => {
  beforeEach(async () => {
    await put('memory-shipping', 'Shipping')
    await put('memory-vases', 'Vases')
    await put('memory-candles', 'Candles')
  })

  it('is read once by all who ask at the same time, for whatever corpora', async () => {
    const { libraryAt } = warmFunction()
    proxy.reset()
    await libraryAt(0)
    const once = proxy.calls().length
    const other = warmFunction()
    proxy.reset()
    await Promise.all([other.libraryAt(0), other.libraryAt(0, ['shop']), other.libraryAt(0, [])])
    await other.libraryAt(10_000)
    expect(proxy.calls()).toHaveLength(once)
  })

  it('has a change after ten seconds, of which no other article is read again', async () => {
    const { ask } = warmFunction()
    expect(await ask('warranty', 0)).toEqual({ kind: 'nothing' })
    await put('memory-warranty', 'Warranty')
    proxy.reset()
    expect(await ask('warranty', 10_000)).toEqual({ kind: 'nothing' })
    expect(proxy.calls()).toEqual([])
    expect(titleOf(await ask('warranty', 10_001))).toBe('Warranty')
    // Which ones changed, the one that did, and the text that is quoted.
    expect(calls('articles')).toBe(3)
    await put('memory-warranty', 'Guarantee')
    expect(titleOf(await ask('guarantee', 20_002))).toBe('Guarantee')
    proxy.reset()
    expect(titleOf(await ask('guarantee', 30_003))).toBe('Guarantee')
    expect(calls('articles')).toBe(2)
  })

  it('costs one call for the text of a quote, and none again within ten seconds', async () => {
    const { ask } = warmFunction()
    await ask('is there anybody', 0)
    proxy.reset()
    expect(titleOf(await ask('vases', 1))).toBe('Vases')
    expect(proxy.calls()).toHaveLength(1)
    expect(titleOf(await ask('vases', 10_000))).toBe('Vases')
    expect(proxy.calls()).toHaveLength(1)
  })

  it('quotes no article that is gone or in another corpus, but the next best', async () => {
    await put('memory-lamps', 'Lamps')
    await put('memory-lamps-old', 'Old lamps of glass', 'memory', 'Lamps of glass break.')
    const { ask } = warmFunction()
    expect(titleOf(await ask('lamps', 0))).toBe('Lamps')
    await stack.repositories.articles.remove('memory-lamps')
    expect(await ask('lamps of glass', 10_001)).toMatchObject({ source: { title: 'Old lamps of glass' } })
    expect(JSON.stringify(await ask('lamps', 10_001))).not.toContain('"Lamps"')
    await put('memory-lamps-old', 'Old lamps of glass', 'elsewhere', 'Lamps of glass break.')
    expect(await ask('lamps of glass', 20_002)).toEqual({ kind: 'nothing' })
    expect(titleOf(await ask('lamps of glass', 20_002, ['elsewhere']))).toBe('Old lamps of glass')
  })

  it('stays when it can’t be brought up to date, which is told', async () => {
    const { libraryAt, told } = warmFunction()
    const first = await libraryAt(0)
    proxy.dieAfter(0)
    expect((await libraryAt(10_001)).index).toBe(first.index)
    proxy.dieAfter(null)
    expect(told).toEqual(['the articles could not be read again'])
  })

  it('is an error where there is none and nothing can be read', async () => {
    proxy.dieAfter(0)
    await expect(warmFunction().libraryAt(0)).rejects.toMatchObject({ code: 'appwrite_unavailable' })
    proxy.dieAfter(null)
  })
})

describe('the stored index', () => {
  it('spares a function that starts to read articles', async () => {
    await put('memory-vases', 'Vases')
    await refreshSegments(repositories, neverUp)
    const { libraryAt, ask } = warmFunction()
    proxy.reset()
    await libraryAt(0)
    // All segments, and which articles changed since.
    expect(proxy.calls()).toHaveLength(2)
    expect(titleOf(await ask('vases', 0))).toBe('Vases')
    expect(calls('articles')).toBe(2)
  })

  it('is brought up to date by upkeep, and written again only after a change', async () => {
    await put('memory-vases', 'Vases')
    const times = async () =>
      Object.fromEntries((await repositories.articleIndex.states()).map((row) => [row.$id, row.$updatedAt]))
    expect(await refreshSegments(repositories, neverUp)).toBe(true)
    const before = await times()
    expect(await refreshSegments(repositories, neverUp)).toBe(true)
    expect(await times()).toEqual(before)
    await put('memory-vases', 'Amphorae')
    await refreshSegments(repositories, neverUp)
    const changed = Object.entries(await times()).filter(([id, at]) => before[id] !== at)
    expect(changed.map(([id]) => id)).toEqual([segmentIdOf('memory-vases')])
    await stack.repositories.articles.remove('memory-vases')
    await refreshSegments(repositories, neverUp)
    expect(await warmFunction().ask('Amphorae', 0)).toEqual({ kind: 'nothing' })
  })

  it('grows from run to run when time is short, until it is whole', async () => {
    for (let number = 0; number < 30; number++) await put(`memory-many-${number}`, `Number ${number}`)
    let looks = 0
    let runs = 0
    // Time for one step a run.
    while (!(await refreshSegments(repositories, () => looks++ % 2 === 1))) runs++
    expect(runs).toBeGreaterThan(3)
    const { libraryAt, ask } = warmFunction()
    await libraryAt(0)
    expect(titleOf(await ask('Number 17', 0))).toBe('Number 17')
  })

  it('is whole after two runs at once', async () => {
    for (let number = 0; number < 30; number++) await put(`memory-twice-${number}`, `Vase ${number}`)
    await Promise.all([refreshSegments(repositories, neverUp), refreshSegments(repositories, neverUp)])
    await refreshSegments(repositories, neverUp)
    proxy.reset()
    await warmFunction().libraryAt(0)
    expect(proxy.calls()).toHaveLength(2)
    expect(await refreshSegments(repositories, () => true)).toBe(true)
  })

  it('of another version is made again, and not read', async () => {
    await put('memory-vases', 'Vases')
    await refreshSegments(repositories, neverUp)
    const id = segmentIdOf('memory-vases')
    const row = await repositories.articleIndex.get(id)
    const strange = { content: 'bm9uZQ==', digest: '0:none', completeThrough: row?.completeThrough ?? null }
    expect(await repositories.articleIndex.put(id, strange, row?.$updatedAt ?? null)).toBe(true)
    expect(titleOf(await warmFunction().ask('vases', 0))).toBe('Vases')
    await refreshSegments(repositories, neverUp)
    expect((await repositories.articleIndex.get(id))?.digest).toBe(row?.digest)
  })

  it('that can’t be read is as if it were not there, is told, and made again with the next change', async () => {
    await put('memory-vases', 'Vases')
    await refreshSegments(repositories, neverUp)
    const id = segmentIdOf('memory-vases')
    const row = await repositories.articleIndex.get(id)
    if (row === null) throw new Error('no segment')
    const { digest, completeThrough } = row
    const broken = { content: 'bm9uZQ==', digest, completeThrough }
    expect(await repositories.articleIndex.put(id, broken, row.$updatedAt)).toBe(true)
    const { ask, told } = warmFunction()
    expect(titleOf(await ask('vases', 0))).toBe('Vases')
    expect(told).toEqual([expect.stringContaining(`delete the row ${id} of article_index`)])
    await put('memory-vases', 'Amphorae')
    await refreshSegments(repositories, neverUp)
    const after = warmFunction()
    expect(titleOf(await after.ask('amphorae', 0))).toBe('Amphorae')
    expect(after.told).toEqual([])
  })

  it('is taken up by a warm function within a minute after it was written', async () => {
    await put('memory-vases', 'Vases')
    await put('memory-urns', 'Urns')
    await refreshSegments(repositories, neverUp)
    const { ask } = warmFunction()
    await ask('vases', 0)
    await stack.repositories.articles.remove('memory-urns')
    await refreshSegments(repositories, neverUp)
    proxy.reset()
    await ask('vases', 60_001)
    expect(calls('article_index')).toBe(2)
    await ask('vases', 90_000)
    expect(calls('article_index')).toBe(2)
  })
})
