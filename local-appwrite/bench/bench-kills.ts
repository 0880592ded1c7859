import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { startBenchServer, type BenchServer } from './bench-server.ts'

const WRITERS = 16
/** How long a server may write before it is killed: anything between, so that kills hit every moment of a commit. */
const LIFE_MS = [30, 430] as const
const PAGE = 5000
const ROWS = '/tablesdb/bench/tables/kept/rows'

export interface KillFigures {
  readonly kills: number
  readonly answeredWrites: number
  /** Answered writes that a later start did not have. */
  readonly lostWrites: number
  /** Starts after which SQLite found its file damaged. */
  readonly damagedFiles: number
  readonly slowestStartMs: number
}

/** What the server has answered for: rows that are there, rows that are gone, and additions to one counter. */
interface Answered {
  readonly there: Set<string>
  readonly gone: Set<string>
  added: number
}

/** Kills a server with SIGKILL while it writes, again and again on one folder, and looks for what it had answered. */
export async function benchKills(
  dataDir: string,
  kills: number,
  tell: (line: string) => void,
): Promise<KillFigures> {
  const answered: Answered = { there: new Set(), gone: new Set(), added: 0 }
  let damagedFiles = 0
  let slowestStartMs = 0
  let server = await startBenchServer(dataDir)
  await makeTable(server)
  for (let kill = 1; kill <= kills; kill++) {
    const writers = Array.from({ length: WRITERS }, () => writeUntilGone(server, answered))
    await delay(LIFE_MS[0] + Math.random() * (LIFE_MS[1] - LIFE_MS[0]))
    await server.kill()
    await Promise.all(writers)
    server = await startBenchServer(dataDir)
    slowestStartMs = Math.max(slowestStartMs, server.startMs)
    if (!isIntact(dataDir)) damagedFiles++
    if (kill % 20 === 0) tell(`${kill} kills, ${answered.there.size + answered.gone.size} rows answered`)
  }
  const lostWrites = await countLost(server, answered)
  await server.stop()
  const answeredWrites = answered.there.size + 2 * answered.gone.size + answered.added
  return { kills, answeredWrites, lostWrites, damagedFiles, slowestStartMs }
}

async function makeTable(server: BenchServer): Promise<void> {
  await server.call('POST', '/tablesdb', { databaseId: 'bench', name: 'Bench' })
  await server.call('POST', '/tablesdb/bench/tables', {
    tableId: 'kept',
    name: 'Kept',
    columns: [
      { key: 'text', type: 'string', size: 200 },
      { key: 'count', type: 'integer', default: 0 },
    ],
    indexes: [{ key: 'by_text', type: 'unique', attributes: ['text'] }],
  })
  await server.call('POST', ROWS, { rowId: 'counter', data: { text: 'counter' } })
}

/** Adds rows, adds to the counter, and takes some rows away, until the server doesn't answer. */
async function writeUntilGone(server: BenchServer, answered: Answered): Promise<void> {
  try {
    for (let step = 1; ; step++) {
      const rowId = randomUUID()
      await server.call('POST', ROWS, { rowId, data: { text: `Row ${rowId}` } })
      answered.there.add(rowId)
      await server.call('PATCH', `${ROWS}/counter/count/increment`, {})
      answered.added++
      if (step % 4 !== 0) continue
      // Not to be looked for while it may or may not be gone.
      answered.there.delete(rowId)
      await server.call('DELETE', `${ROWS}/${rowId}`)
      answered.gone.add(rowId)
    }
  } catch (error) {
    if (!server.isKilled()) throw error
  }
}

function isIntact(dataDir: string): boolean {
  const file = new DatabaseSync(join(dataDir, 'appwrite.sqlite'), { readOnly: true })
  const result = file.prepare('PRAGMA integrity_check').get()
  file.close()
  return result?.['integrity_check'] === 'ok'
}

async function countLost(server: BenchServer, answered: Answered): Promise<number> {
  const kept = new Set<string>()
  let cursor: string | null = null
  do cursor = await readPage(server, cursor, kept)
  while (cursor !== null)
  const missing = [...answered.there].filter((id) => !kept.has(id)).length
  const back = [...answered.gone].filter((id) => kept.has(id)).length
  const { count } = await server.call('GET', `${ROWS}/counter`)
  return missing + back + Math.max(0, answered.added - Number(count))
}

/** Adds a page's ids to `kept`; gives its last one, or null when there is no further page. */
async function readPage(
  server: BenchServer,
  cursor: string | null,
  kept: Set<string>,
): Promise<string | null> {
  const queries = [
    { method: 'limit', values: [PAGE] },
    ...(cursor === null ? [] : [{ method: 'cursorAfter', values: [cursor] }]),
  ].map((query, index) => `queries[${index}]=${encodeURIComponent(JSON.stringify(query))}`)
  const { rows } = await server.call('GET', `${ROWS}?${queries.join('&')}`)
  const ids = Array.isArray(rows) ? rows.map((row: { $id: string }) => row.$id) : []
  for (const id of ids) kept.add(id)
  return ids.length < PAGE ? null : (ids.at(-1) ?? null)
}
