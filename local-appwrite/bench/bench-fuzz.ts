import { hostileRequest, type KnownIds } from './hostile-request.ts'
import { hostileText, randomSource } from './hostile-values.ts'
import { residentMb } from './bench-rows.ts'
import { startBenchServer, type BenchServer } from './bench-server.ts'
import { growthOf } from './measure.ts'
import { sdkRoutes } from './sdk-routes.ts'

/** Requests between two looks at the server: a ping that has to be answered, and its memory. */
const LOOK_EVERY = 1000
/** Longest an answer may take, in ms: more than the longest time a function has, and than any query. */
const PATIENCE_MS = 35_000
/** Every so many requests a connection sends Realtime a frame, too. */
const FRAME_EVERY = 20
const SHOWN = 10

export interface FuzzFigures {
  readonly seed: number
  readonly requests: number
  /** Answers of 500 and above, and requests without an answer. */
  readonly failures: number
  /** The first of them, in words. */
  readonly examples: readonly string[]
  readonly slowestMs: number
  /** The last third's mean of resident memory over the middle third's. */
  readonly growth: number
}

/** Sends hostile requests to every route that the official SDK knows, as key and as guest. */
export async function benchFuzz(
  dataDir: string,
  requests: number,
  seed: number,
  tell: (line: string) => void,
): Promise<FuzzFigures> {
  const server = await startBenchServer(dataDir)
  const known = await makeThings(server)
  const routes = sdkRoutes()
  const random = randomSource(seed)
  const socket = await openSocket(server)
  const examples: string[] = []
  const memoryMb: number[] = []
  let failures = 0
  let slowestMs = 0
  const fail = (what: string) => {
    failures++
    if (examples.length < SHOWN) examples.push(what)
  }
  for (let sent = 1; sent <= requests; sent++) {
    const route = routes[Math.floor(random() * routes.length)]
    if (route === undefined) continue
    const { method, path, body } = hostileRequest(route, random, known)
    const startedAt = performance.now()
    const failure = await sendTo(server, method, path, body, random() < 0.7)
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    if (failure !== null)
      fail(`${method} ${path.slice(0, 200)} ${JSON.stringify(body).slice(0, 300)}: ${failure}`)
    if (sent % FRAME_EVERY === 0) socket.send(hostileText(random))
    if (sent % LOOK_EVERY !== 0) continue
    await server.call('GET', '/health')
    memoryMb.push(residentMb(server.pid))
    if (sent % (10 * LOOK_EVERY) === 0) tell(`${sent.toLocaleString('en')} requests, ${failures} failures`)
  }
  socket.close()
  await server.stop()
  return { seed, requests, failures, examples, slowestMs, growth: growthOf(memoryMb) }
}

/** What went wrong, or null. */
async function sendTo(
  server: BenchServer,
  method: string,
  path: string,
  body: object | undefined,
  asKey: boolean,
): Promise<string | null> {
  try {
    const answer = await fetch(server.endpoint + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-appwrite-project': server.projectId,
        ...(asKey ? { 'x-appwrite-key': server.apiKey } : {}),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return answer.status < 500 ? null : `${answer.status} ${text.slice(0, 200)}`
  } catch (error) {
    return String(error)
  }
}

async function openSocket({ endpoint, projectId }: BenchServer): Promise<WebSocket> {
  const socket = new WebSocket(`${endpoint.replace('http', 'ws')}/realtime?project=${projectId}`)
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  return socket
}

/** One of each thing that routes name. */
async function makeThings(server: BenchServer): Promise<KnownIds> {
  const anyone = ['read("any")', 'create("any")', 'update("any")', 'delete("any")']
  await server.call('POST', '/tablesdb', { databaseId: 'main', name: 'Main' })
  await server.call('POST', '/tablesdb/main/tables', {
    tableId: 'notes',
    name: 'Notes',
    permissions: anyone,
    rowSecurity: true,
    columns: [
      { key: 'body', type: 'string', size: 5000 },
      { key: 'count', type: 'integer' },
      { key: 'tags', type: 'string', size: 30, array: true },
      { key: 'spot', type: 'point' },
    ],
    indexes: [{ key: 'words', type: 'fulltext', attributes: ['body'] }],
  })
  await server.call('POST', '/tablesdb/main/tables', {
    tableId: 'authors',
    name: 'Authors',
    permissions: anyone,
  })
  await server.call('POST', '/tablesdb/main/tables/notes/columns/relationship', {
    relatedTableId: 'authors',
    type: 'manyToOne',
    key: 'author',
    twoWay: true,
    twoWayKey: 'notes',
  })
  const row = { rowId: 'first', data: { body: 'aaaa', author: { $id: 'ann' } } }
  await server.call('POST', '/tablesdb/main/tables/notes/rows', row)
  await server.call('POST', '/users', { userId: 'ann', email: 'ann@example.org', password: 'a long one' })
  await server.call('POST', '/teams', { teamId: 'team', name: 'Team' })
  await server.call('POST', '/functions', {
    functionId: 'work',
    name: 'Work',
    runtime: 'node-22',
    execute: ['any'],
  })
  await server.call('POST', '/storage/buckets', { bucketId: 'bucket', name: 'Bucket', permissions: anyone })
  const { $id } = await server.call('POST', '/tablesdb/transactions', {})
  return {
    databaseId: ['main'],
    tableId: ['notes', 'authors'],
    collectionId: ['notes', 'authors'],
    rowId: ['first', 'ann'],
    documentId: ['first', 'ann'],
    column: ['count', 'body', 'author'],
    attribute: ['count', 'body', 'author'],
    key: ['count', 'body', 'author', 'spot'],
    userId: ['ann'],
    teamId: ['team'],
    functionId: ['work'],
    bucketId: ['bucket'],
    transactionId: [String($id)],
  }
}
