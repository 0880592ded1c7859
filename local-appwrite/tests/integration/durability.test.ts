import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { spawnServer, type Announcement } from '../support/spawned-server.ts'

const KILLS = 4
const WRITERS = 12

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durability-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function request(server: Announcement, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(server.endpoint + path, {
    method,
    headers: {
      'x-appwrite-project': server.projectId,
      'x-appwrite-key': server.apiKey,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** Writes rows and counts in one of them until the server is gone; answers what was answered. */
async function writeUntilGone(server: Announcement, round: number, writer: number) {
  const answered: string[] = []
  let increments = 0
  try {
    for (let number = 0; ; number += 1) {
      const rowId = `r${round}-${writer}-${number}`
      const created = await request(server, 'POST', '/tablesdb/d/tables/t/rows', {
        rowId,
        data: { body: rowId },
      })
      if (created.status === 201) answered.push(rowId)
      const counted = await request(server, 'PATCH', '/tablesdb/d/tables/t/rows/counter/n/increment', {})
      if (counted.status === 200) increments += 1
    }
  } catch {
    return { answered, increments }
  }
}

describe('a server that is killed while it writes', () => {
  it('keeps every write that it answered, and an intact file', async () => {
    const first = await spawnServer(folder)
    await request(first, 'POST', '/tablesdb', { databaseId: 'd', name: 'D' })
    await request(first, 'POST', '/tablesdb/d/tables', {
      tableId: 't',
      name: 'T',
      columns: [
        { key: 'body', type: 'string', size: 50 },
        { key: 'n', type: 'integer', default: 0 },
      ],
      indexes: [{ key: 'unique', type: 'unique', attributes: ['body'] }],
    })
    await request(first, 'POST', '/tablesdb/d/tables/t/rows', { rowId: 'counter', data: { body: 'counter' } })
    await first.end('SIGKILL')

    const answered = new Set<string>()
    let increments = 0
    for (let round = 0; round < KILLS; round += 1) {
      const server = await spawnServer(folder)
      const writers = Array.from({ length: WRITERS }, (_, writer) => writeUntilGone(server, round, writer))
      // Killed in the middle of work: after a number of answers, not after a time.
      await Promise.race(writers.map(() => enoughRows(server, 60)))
      await server.end('SIGKILL')
      for (const result of await Promise.all(writers)) {
        for (const rowId of result.answered) answered.add(rowId)
        increments += result.increments
      }
      const file = new DatabaseSync(join(folder, 'appwrite.sqlite'))
      expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
      file.close()
    }

    const last = await spawnServer(folder)
    const list = await request(last, 'GET', `/tablesdb/d/tables/t/rows?queries[0]=${limit(5000)}`)
    const { rows }: { rows: { $id: string; n: number }[] } = JSON.parse(await list.text())
    const kept = new Set(rows.map((row) => row.$id))
    expect([...answered].filter((rowId) => !kept.has(rowId))).toEqual([])
    expect(answered.size).toBeGreaterThan(KILLS * 20)
    // An increment may have been made without its answer getting out, so there can be more.
    expect(rows.find((row) => row.$id === 'counter')?.n).toBeGreaterThanOrEqual(increments)
    expect(await last.end('SIGTERM')).toBe(0)
  })
})

function limit(count: number): string {
  return encodeURIComponent(JSON.stringify({ method: 'limit', values: [count] }))
}

async function enoughRows(server: Announcement, more: number): Promise<void> {
  const total = async () => {
    const answer = await request(server, 'GET', `/tablesdb/d/tables/t/rows?queries[0]=${limit(1)}`)
    const { total }: { total: number } = JSON.parse(await answer.text())
    return total
  }
  const start = await total()
  while ((await total()) < start + more);
}

describe('a full disk', () => {
  it('is an error for the caller, loses nothing that was answered, and reading goes on', async () => {
    const data = join(folder, 'full')
    const server = await spawnServer(data, { fileSizeKb: 3000 })
    await request(server, 'POST', '/tablesdb', { databaseId: 'd', name: 'D' })
    const columns = [{ key: 'body', type: 'string', size: 20_000, required: true }]
    await request(server, 'POST', '/tablesdb/d/tables', { tableId: 't', name: 'T', columns })
    let answered = 0
    let refusal = ''
    for (let number = 0; refusal === ''; number += 1) {
      const row = { rowId: `r${number}`, data: { body: 'x'.repeat(20_000) } }
      const created = await request(server, 'POST', '/tablesdb/d/tables/t/rows', row)
      if (created.status === 201) answered += 1
      else refusal = await created.text()
    }
    expect(refusal).toContain('"type":"general_server_error"')
    const list = await request(server, 'GET', `/tablesdb/d/tables/t/rows?queries[0]=${limit(1)}`)
    expect(await list.text()).toContain(`"total":${answered},`)
    expect(await server.end('SIGTERM')).toBe(0)
  })
})
