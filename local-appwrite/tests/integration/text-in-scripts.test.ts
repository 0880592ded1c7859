import { DatabaseSync } from 'node:sqlite'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Query, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { startLocalAppwrite } from '../../server.ts'
import { clientOf, startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const at = { databaseId: 'main', tableId: 'notes' }
const NOTES = {
  ...at,
  name: 'Notes',
  columns: [
    { key: 'body', type: 'string', size: 16, required: false },
    { key: 'once', type: 'string', size: 64, required: false },
  ],
  indexes: [
    { key: 'words', type: 'fulltext', attributes: ['body'] },
    { key: 'once', type: 'unique', attributes: ['once'] },
  ],
}

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable(NOTES)
  const texts = {
    emoji: '😀 hello 🎉',
    accent: 'CAFÉ',
    marks: 'cafe\u0301',
    sharp: 'Straße',
    ru: 'ёлка',
    ja: 'がく',
  }
  for (const [rowId, body] of Object.entries(texts))
    await server.tables.createRow({ ...at, rowId, data: { body } })
})
afterAll(() => server.stop())

const found = async (query: string): Promise<string[]> =>
  (await server.tables.listRows({ ...at, queries: [query] })).rows.map(({ $id }) => $id)
const create = (rowId: string, once: string) =>
  server.raw('POST', '/tablesdb/main/tables/notes/rows', { as: 'key', body: { rowId, data: { once } } })

describe('a comparison of texts', () => {
  it.each([
    [Query.equal('body', '🙈 hello 👍'), ['emoji']],
    [Query.equal('body', 'hello'), []],
    [Query.equal('body', 'café'), ['accent']],
    [Query.equal('body', 'CAFE\u0301'), ['marks']],
    [Query.equal('body', 'Strasse'), []],
    [Query.equal('body', 'STRASE'), ['sharp']],
    [Query.equal('body', 'ЕЛКА'), ['ru']],
    [Query.equal('body', 'かく'), []],
    [Query.startsWith('body', '🚀 H'), ['emoji']],
    [Query.endsWith('body', '🚀'), ['emoji']],
    [Query.contains('body', ['🚀']), ['emoji']],
    [Query.search('body', '😀'), []],
    [Query.search('body', 'hel'), ['emoji']],
  ])('takes each character by its weight: %s', async (query, ids) => {
    expect(await found(query)).toEqual(ids)
  })

  it('is the same for unique indexes', async () => {
    expect((await create('u1', '😀')).status).toBe(201)
    expect((await create('u2', '👍')).body['type']).toBe('row_already_exists')
    expect((await create('u2', '👍🏽')).status).toBe(201)
    expect((await create('u3', 'я ')).status).toBe(201)
    expect((await create('u4', 'Я')).body['type']).toBe('row_already_exists')
  })

  it('knows no regular expressions', async () => {
    const regex = '{"method":"regex","attribute":"body","values":["^C"]}'
    await expect(found(regex)).rejects.toMatchObject({ type: 'general_query_invalid' })
  })
})

it('a search knows the words of every script, with their marks', async () => {
  const texts = { hindi: 'नमस्ते दुनिया', thai: 'น้ำใจดี ขอบคุณ', th2: 'สวัสดี', short: 'йод иод', greek: 'ὀδός' }
  for (const [rowId, body] of Object.entries(texts))
    await server.tables.createRow({ ...at, rowId, data: { body } })
  const search = (words: string) => found(Query.search('body', words))
  expect(await search('"नमस्ते"')).toEqual(['hindi'])
  expect(await search('नमः')).toEqual([])
  expect(await search('ขอบ')).toEqual(['thai'])
  expect(await search('"йод"')).toEqual(['short'])
  expect(await search('"йот"')).toEqual([])
  expect(await search('οδος')).toEqual(['greek'])
})

describe('lengths of texts', () => {
  const body = (text: string) =>
    server.raw('POST', '/tablesdb/main/tables/notes/rows', {
      as: 'key',
      body: { rowId: 'unique()', data: { body: text } },
    })

  it('count code points', async () => {
    expect((await body('😀'.repeat(16))).status).toBe(201)
    expect((await body('😀'.repeat(17))).body['type']).toBe('row_invalid_structure')
    expect((await body('e\u0301'.repeat(9))).body['type']).toBe('row_invalid_structure')
  })

  it('count bytes where a text is added by an operator', async () => {
    const add = (text: string) =>
      server.tables.updateRow({
        ...at,
        rowId: 'emoji',
        data: { body: JSON.stringify({ method: 'stringConcat', values: [text] }) },
      })
    await expect(add('🎈')).rejects.toMatchObject({ type: 'row_invalid_structure' })
    expect(await add('!')).toMatchObject({ body: '😀 hello 🎉!' })
  })
})

it('a body with half of a character, or that is no text, counts as empty', async () => {
  for (const half of ['"\\ud83d"', '"\\ude00"', '"\\ud83d\\u0041"', '"\\\\\\ud83d"']) {
    const body = `{"rowId":"half","data":{"body":${half}}}`
    const answer = await server.raw('POST', '/tablesdb/main/tables/notes/rows', {
      as: 'key',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.body['type'], half).toBe('row_missing_data')
  }
  const whole = '{"rowId":"whole","data":{"body":"\\ud83d\\ude00 \\\\ud83d"}}'
  const answer = await server.raw('POST', '/tablesdb/main/tables/notes/rows', { as: 'key', body: whole })
  expect(answer.body['body']).toBe('😀 \\ud83d')
})

it('a folder whose texts were compared by other rules is compared by these after a start', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'local-appwrite-keys-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const start = () => startLocalAppwrite({ port: 0, dataDir })
  const first = await start()
  const byKey = (appwrite: typeof first) => new TablesDB(clientOf(appwrite).setKey(appwrite.apiKey))
  await byKey(first).create({ databaseId: 'main', name: 'Main' })
  await byKey(first).createTable(NOTES)
  for (const [rowId, once] of Object.entries({ a: 'ёлка', b: 'олово' }))
    await byKey(first).createRow({ ...at, rowId, data: { once, body: 'hello' } })
  await first.close()

  const [file = ''] = (await readdir(dataDir)).filter((name) => /\.(db|sqlite)$/.test(name))
  const db = new DatabaseSync(join(dataDir, file))
  db.exec("DELETE FROM settings WHERE name = 'comparison-keys'")
  const key = String(
    db.prepare("SELECT name FROM pragma_table_info('rows_1') WHERE name LIKE 'k%'").all()[0]?.['name'],
  )
  db.exec(`UPDATE rows_1 SET ${key} = 'OLD' || id`)
  db.close()

  const second = await start()
  onTestFinished(() => second.close())
  const { rows } = await byKey(second).listRows({ ...at, queries: [Query.equal('once', 'ЕЛКА')] })
  expect(rows.map(({ $id }) => $id)).toEqual(['a'])
  await expect(byKey(second).createRow({ ...at, rowId: 'c', data: { once: 'Елка' } })).rejects.toMatchObject({
    type: 'row_already_exists',
  })
})
