import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as helpPaths from '../../contract/help-paths.ts'
import * as limits from '../../contract/limits.ts'
import type { ArticleValues } from '../../contract/tables/articles.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { refreshSegments } from '../../functions/articles/refresh-segments.ts'
import { startCountingProxy } from '../support/counting-proxy.ts'
import { eventually } from '../support/eventually.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callHelp } from '../support/visitor.ts'

const RETURNS = {
  corpus: 'shop',
  title: 'Returning a parcel',
  body: '## How\n\nSend the parcel back in 30 days.',
}
const SECRET = {
  corpus: 'internal',
  title: 'Parcel discounts',
  body: 'Staff give a parcel away for nothing.',
}
const TRADE = { corpus: 'trade', title: 'Trade accounts', body: 'Dealers pay a parcel by invoice.' }
const GERMAN = {
  corpus: 'shop',
  title: 'Rücksendung und Erstattung',
  body: 'Schicken Sie das Paket innerhalb von dreißig Tagen zurück. Wir erstatten den Kaufpreis.',
}

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  const { articles } = stack.repositories
  for (const row of await articles.ofCorpora([])) await articles.remove(row.$id)
  await put('returns', { ...RETURNS, url: 'https://shop.example/returns' })
  await put('secret', SECRET)
  await put('trade', { ...TRADE, url: 'javascript:alert(1)' })
  await put('german', GERMAN)
  await refreshSegments(stack.repositories, () => false)
  await set({ corpora: ['shop'], offeredCorpora: ['trade'] })
})
afterAll(() => stack.close())

/** What the settings say, to a function that has just started. */
async function set(values: Partial<SettingsRow>): Promise<void> {
  await stack.repositories.settings.put(values)
  stack.coldStart('help')
}

/** Stores an article with no more than it needs. */
const put = (id: string, values: Pick<ArticleValues, 'corpus' | 'title' | 'body'> & { url?: string }) =>
  stack.repositories.articles.put(id, { url: null, questions: [], keywords: [], ...values })

const search = (text: string, further: object = {}) =>
  callHelp(stack, 'POST', helpPaths.search, { text, ...further })
const list = (query = '') => callHelp(stack, 'GET', `${helpPaths.articles}${query}`)
const read = (id: string) => callHelp(stack, 'GET', helpPaths.article(id))
const titles = (answer: { readonly body: object }) =>
  JSON.stringify(answer.body).match(/(?<="title":")[^"]+/g) ?? []

describe('a guest without an account', () => {
  it('finds an article as the word is typed, and reads it', async () => {
    const found = await search('pa')
    expect(found.body).toEqual({
      articles: [
        { articleId: 'returns', title: 'Returning a parcel', excerpt: 'Send the parcel back in 30 days.' },
        // Behind those in the visitor's language.
        { articleId: 'german', title: GERMAN.title, excerpt: GERMAN.body },
      ],
    })
    expect((await read('returns')).body).toEqual({
      article: {
        articleId: 'returns',
        title: 'Returning a parcel',
        body: RETURNS.body,
        url: 'https://shop.example/returns',
      },
    })
  })

  it('is told when nothing is found', async () => {
    expect((await search('zeppelin')).body).toEqual({ articles: [] })
  })

  it('gets the articles of their own language first, and those of the site’s where there are none', async () => {
    expect(titles(await list('?locale=de-AT'))).toEqual([GERMAN.title])
    expect(titles(await list('?locale=en'))).toEqual([RETURNS.title])
    expect(titles(await list('?locale=ja'))).toHaveLength(1)
    expect(titles(await search('paket', { locale: 'de' }))).toEqual([GERMAN.title])
  })

  it('sees first what the settings name, in their order, and nothing that they may not', async () => {
    await set({ helpArticles: ['german', 'secret', 'gone', 'returns'] })
    expect(titles(await list('?locale=en'))).toEqual([GERMAN.title, RETURNS.title])
    expect(titles(await list('?locale=en&limit=1'))).toEqual([GERMAN.title])
    await set({ helpArticles: [] })
  })

  it('gets no address that a browser may not follow', async () => {
    expect((await read('trade')).body).toMatchObject({ article: { url: null } })
  })
})

describe('an article that visitors may not read', () => {
  it('is told by no search, list, id or corpus', async () => {
    for (const text of ['parcel', 'discounts', 'Parcel discounts', 'staff nothing']) {
      expect(titles(await search(text))).not.toContain(SECRET.title)
    }
    expect(titles(await list('?limit=100'))).not.toContain(SECRET.title)
    const [hidden, missing] = [await read('secret'), await read('nowhere')]
    expect(hidden).toEqual(missing)
    expect(hidden).toMatchObject({ status: 404, code: 'article_not_found' })
    expect(await list('?corpora=internal')).toMatchObject({ status: 403, code: 'corpus_not_offered' })
    expect(await search('parcel', { corpora: ['internal'] })).toMatchObject({ code: 'corpus_not_offered' })
  })

  it('is one that was moved out of a corpus of theirs a moment ago', async () => {
    await put('moved', { ...RETURNS, title: 'Parcels on the move' })
    stack.coldStart('help')
    expect(titles(await search('move'))).toEqual(['Parcels on the move'])
    await put('moved', { ...SECRET, title: 'Parcels on the move' })
    stack.coldStart('help')
    expect(titles(await search('move'))).toEqual([])
    expect(await read('moved')).toMatchObject({ code: 'article_not_found' })
  })

  it('is each one, once the settings say that visitors get no help', async () => {
    await set({ help: false })
    expect((await list()).body).toEqual({ articles: [] })
    expect((await search('parcel')).body).toEqual({ articles: [] })
    expect(await read('returns')).toMatchObject({ code: 'article_not_found' })
    await set({ help: true })
  })
})

it('a page gets the articles of a corpus that the site offers, and of that alone', async () => {
  expect(titles(await list('?corpora=trade'))).toEqual([TRADE.title])
  expect(titles(await search('parcel', { corpora: ['trade'] }))).toEqual([TRADE.title])
})

describe('what costs too much', () => {
  it.each([
    ['4,000 blanks', ' '.repeat(4000)],
    ['blanks alone', '   '],
    ['a long text', 'parcel '.repeat(200)],
  ])('is refused: %s', async (_, text) => {
    expect(await search(text)).toMatchObject({ status: 400, code: 'body_invalid' })
  })

  it.each([
    '{"method":"equal","attribute":"corpus","values":["internal"]}',
    'equal("corpus", ["internal"])',
    '* OR corpus:internal',
    '%_\\"',
    '\u0000\u202e',
  ])('is no query of the database: %j', async (text) => {
    const answer = await search(text)
    expect(answer.status).toBe(200)
    expect(titles(answer)).not.toContain(SECRET.title)
  })

  it('is refused to an address that asks more than its share, and not to the next', async () => {
    const ask = (address: string) =>
      runBundle({
        functionId: 'help',
        endpoint: stack.endpoint,
        method: 'GET',
        path: helpPaths.article('nowhere'),
        headers: { 'x-appwrite-key': stack.apiKey, 'x-appwrite-client-ip': address },
      })
    const codes = new Set<unknown>()
    for (let count = 0; count < limits.helpCallsPerMinute; count++) codes.add((await ask('192.0.2.1')).code)
    expect(codes).toEqual(new Set(['article_not_found']))
    expect(await ask('192.0.2.1')).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(await ask('192.0.2.2')).toMatchObject({ code: 'article_not_found' })
  })
})

it('costs Appwrite no call for what a warm function has just shown', async () => {
  const proxy = await startCountingProxy(stack.endpoint)
  const headers = { 'x-appwrite-key': stack.apiKey, 'x-appwrite-client-ip': '192.0.2.3' }
  const call = {
    functionId: 'help',
    endpoint: proxy.endpoint,
    method: 'POST',
    path: helpPaths.search,
  } as const
  await eventually('nothing', async () => {
    // Settings and changes are looked at again every ten seconds, which a busy machine needs for less.
    await runBundle({ ...call, headers, body: '{"text":"parcel"}' })
    proxy.reset()
    const again = await runBundle({ ...call, headers, body: '{"text":"parcels"}' })
    return titles(again).length > 0 && proxy.calls().length === 0
  })
  await proxy.close()
})
