import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { startBenchServer, type BenchServer } from './bench-server.ts'
import { requestsPerSecondOfBareServer } from './bare-server.ts'
import { medianMs, steadyThroughput, throughput } from './measure.ts'

/**
 * Appwrite 1.9.6 on two cores of such a machine: 91 rows created a second at 16 at once, 4.5 ms for a read of one row.
 * No Appwrite runs beside this bench, so the ratios to it are to these.
 */
const APPWRITE = { createsPerSecond: 91, readsPerSecond: 1000 / 4.5 } as const

const SESSIONS = 10_000
const BATCH = 100
const AT_ONCE = 16
/** Rounds of single creates and reads, of which the median counts. */
const ROUNDS = 5

export interface RowFigures {
  readonly rows: number
  readonly createsPerSecond: number
  readonly createsOverAppwrite: number
  readonly readsPerSecond: number
  readonly readsOverAppwrite: number
  /** Reads over what a server of node:http does in the same run that only answers the same text. */
  readonly readsOverBareServer: number
  readonly bulkRowsPerSecond: number
  /** A list of 25 messages of one session, newest first: out of 1,000 rows, and out of all. */
  readonly listOfFewMs: number
  readonly listOfManyMs: number
  readonly listRatio: number
  /** The process's start to its first line, with all rows in its file. */
  readonly startWithRowsMs: number
  readonly memoryMb: number
}

/** Creates rows one by one and in bulk up to a number, reads and lists them, and starts again with them. */
export async function benchRows(
  dataDir: string,
  rows: number,
  tell: (line: string) => void,
): Promise<RowFigures> {
  const server = await startBenchServer(dataDir)
  await makeTable(server)
  const path = '/tablesdb/bench/tables/messages/rows'

  const ids: string[] = []
  const createsPerSecond = await steadyThroughput(ROUNDS, 1000, AT_ONCE, async (index) => {
    const rowId = randomUUID()
    ids.push(rowId)
    await server.call('POST', path, { rowId, data: message(index) })
  })
  const read = (index: number) => server.call('GET', `${path}/${ids[index % ids.length]}`)
  const readsPerSecond = await steadyThroughput(ROUNDS, 5000, AT_ONCE, read)
  const bareServer = await requestsPerSecondOfBareServer(ROUNDS, 5000, AT_ONCE)

  const few = await makeSmallTable(server)
  const listOfFewMs = await medianMs(200, () => list(server, few))
  tell(`filling up to ${rows.toLocaleString('en')} rows`)
  const left = Math.ceil((rows - ids.length) / BATCH)
  const bulkPerSecond = await throughput(Math.max(left, 1), 4, (batch) =>
    server.call('POST', path, {
      rows: Array.from({ length: BATCH }, (_, index) => ({
        $id: randomUUID(),
        ...message(batch * BATCH + index),
      })),
    }),
  )
  const listOfManyMs = await medianMs(200, () => list(server, path))
  await server.stop()

  const again = await startBenchServer(dataDir)
  await list(again, path)
  const memoryMb = residentMb(again.pid)
  await again.stop()
  return {
    rows,
    createsPerSecond,
    createsOverAppwrite: createsPerSecond / APPWRITE.createsPerSecond,
    readsPerSecond,
    readsOverAppwrite: readsPerSecond / APPWRITE.readsPerSecond,
    readsOverBareServer: readsPerSecond / bareServer,
    bulkRowsPerSecond: bulkPerSecond * BATCH,
    listOfFewMs,
    listOfManyMs,
    listRatio: listOfManyMs / listOfFewMs,
    startWithRowsMs: again.startMs,
    memoryMb,
  }
}

function message(index: number) {
  return {
    sessionId: `s_${index % SESSIONS}`,
    sender: index % 2 === 0 ? 'user' : 'bot',
    text: `Message number ${index}: how long does shipping take to the islands?`,
  }
}

async function makeTable(server: BenchServer, tableId = 'messages'): Promise<void> {
  if (tableId === 'messages') await server.call('POST', '/tablesdb', { databaseId: 'bench', name: 'Bench' })
  await server.call('POST', '/tablesdb/bench/tables', {
    tableId,
    name: tableId,
    rowSecurity: true,
    columns: [
      { key: 'sessionId', type: 'string', size: 36, required: true },
      { key: 'sender', type: 'string', size: 10, required: true },
      { key: 'text', type: 'string', size: 4000, required: true },
    ],
    indexes: [{ key: 'by_session', type: 'key', attributes: ['sessionId'] }],
  })
}

async function makeSmallTable(server: BenchServer): Promise<string> {
  await makeTable(server, 'few')
  const path = '/tablesdb/bench/tables/few/rows'
  for (let batch = 0; batch < 10; batch++) {
    const rows = Array.from({ length: BATCH }, (_, index) => ({
      $id: randomUUID(),
      ...message(index),
      // As many messages in each session as the large table has.
      sessionId: `s_${index % 10}`,
    }))
    await server.call('POST', path, { rows })
  }
  return path
}

async function list(server: BenchServer, path: string): Promise<unknown> {
  const queries = [
    { method: 'equal', attribute: 'sessionId', values: ['s_7'] },
    { method: 'orderDesc', attribute: '$sequence' },
    { method: 'limit', values: [25] },
  ]
  const search = queries.map(
    (query, index) => `queries[${index}]=${encodeURIComponent(JSON.stringify(query))}`,
  )
  return server.call('GET', `${path}?${search.join('&')}`)
}

/** Resident memory of a process, in MB; NaN where the system doesn't tell. */
export function residentMb(pid: number): number {
  try {
    const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(match?.[1]) / 1000
  } catch {
    return Number.NaN
  }
}
