import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { startLocalAppwrite } from 'local-appwrite'
import { Client, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tables } from '../../contract/database.ts'
import { isRecord } from '../../contract/is-record.ts'
import { ensureTables } from '../../deployment/ensure-tables.ts'
import { createModelServer, type ModelServer } from './appwrite-model/server.ts'

/*
 * The model of Appwrite that worlds run on answers as local-appwrite does, which is held to recordings of a real one: the
 * same random requests to both.
 */
let appwrite: Awaited<ReturnType<typeof startLocalAppwrite>>
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'porchlight-model-'))
  appwrite = await startLocalAppwrite({ port: 0, dataDir })
})
afterAll(async () => {
  await appwrite.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Request {
  readonly method: string
  readonly path: string
  readonly as: 'key' | 'visitor' | 'guest'
  readonly body?: object
  readonly queries?: readonly object[]
  /** The lock: the time of the row as it was answered last, or long ago. */
  readonly lock?: 'fresh' | 'old' | undefined
}

/** Operations that are staged together, with something done beside them before they are committed. */
interface Staged {
  readonly operations: readonly { readonly tableId: string; readonly rowId: string }[]
  readonly between: Request | null
  readonly rollback: boolean
}

const ROWS = ['r1', 'r2', 'r3'] as const
const rowId = fc.constantFrom(...ROWS)
const text = fc.constantFrom('hello', 'hello again', '{"method":"increment","values":[2]}')
const readers = fc.constantFrom<readonly string[]>([], ['read("user:visitor")'])
const as = fc.constantFrom('key' as const, 'key' as const, 'visitor' as const, 'guest' as const)
const messages = '/tablesdb/chat/tables/messages/rows'
const sessions = '/tablesdb/chat/tables/sessions/rows'

const filter = fc.constantFrom<object>(
  { method: 'equal', attribute: 'sessionId', values: ['s1'] },
  { method: 'notEqual', attribute: 'sender', values: ['system'] },
  { method: 'isNull', attribute: 'authorId', values: [] },
  { method: 'greaterThan', attribute: '$sequence', values: ['1'] },
  {
    method: 'or',
    values: [
      { method: 'equal', attribute: 'sender', values: ['user'] },
      { method: 'equal', attribute: 'sender', values: ['bot', 'agent'] },
    ],
  },
)
const order = fc.constantFrom<object>(
  { method: 'orderAsc', attribute: '$sequence' },
  { method: 'orderDesc', attribute: '$sequence' },
)

const request: fc.Arbitrary<Request> = fc.oneof(
  fc.record({
    method: fc.constant('POST'),
    path: fc.constant(messages),
    as,
    body: fc.record({
      rowId,
      data: fc.record({
        sessionId: fc.constantFrom('s1', 's2'),
        sender: fc.constantFrom('user', 'bot', 'system'),
        text: fc.constantFrom('hello', 'hello again'),
      }),
      permissions: readers,
    }),
  }),
  fc.record({
    method: fc.constant('POST'),
    path: fc.constant(sessions),
    as: fc.constant('key' as const),
    body: fc.record({
      rowId,
      data: fc.record({ sessionId: rowId, messageCount: fc.nat({ max: 3 }) }),
      permissions: readers,
    }),
  }),
  fc
    .record({
      method: fc.constant('PATCH'),
      path: rowId.map((id) => `${sessions}/${id}`),
      as,
      body: fc.record({
        data: fc.oneof(
          fc.constant({ messageCount: '{"method":"increment","values":[1]}' }),
          fc.constant({ messageCount: '{"method":"decrement","values":[1,0]}' }),
          fc.record({ chatName: fc.constantFrom('one', 'two', null), needsHuman: fc.boolean() }),
          fc.constant({ nonsense: 1 }),
        ),
      }),
      lock: fc.constantFrom('fresh' as const, 'old' as const, undefined),
    })
    .map((asked) => (asked.as === 'key' ? asked : { ...asked, lock: undefined })),
  fc.record({
    method: fc.constant('PUT'),
    path: rowId.map((id) => `/tablesdb/chat/tables/turns/rows/${id}`),
    as: fc.constant('key' as const),
    body: fc.record({
      data: fc.record({ messageId: fc.constant('m'), attempts: fc.integer({ min: 1, max: 3 }) }),
    }),
  }),
  fc.record({
    method: fc.constant('DELETE'),
    path: fc.oneof(
      rowId.map((id) => `${messages}/${id}`),
      rowId.map((id) => `${sessions}/${id}`),
    ),
    as,
  }),
  fc.record({
    method: fc.constant('DELETE'),
    path: fc.constant(messages),
    as: fc.constant('key' as const),
    body: fc.constant({ queries: ['{"method":"equal","attribute":"sessionId","values":["s1"]}'] }),
  }),
  fc.record({
    method: fc.constant('GET'),
    path: fc.oneof(
      rowId.map((id) => `${messages}/${id}`),
      rowId.map((id) => `${sessions}/${id}`),
    ),
    as,
  }),
  fc.record({
    method: fc.constant('GET'),
    path: fc.constantFrom(messages, sessions, '/tablesdb/chat/tables/audit/rows'),
    as,
    queries: fc.constant([]),
  }),
  fc.record({
    method: fc.constant('GET'),
    path: fc.constant(messages),
    as,
    queries: fc
      .tuple(filter, order, fc.constantFrom(1, 2, 25), fc.option(rowId))
      .map(([where, by, limit, after]) => [
        where,
        by,
        { method: 'limit', values: [limit] },
        ...(after === null ? [] : [{ method: 'cursorAfter', values: [after] }]),
      ]),
  }),
)

const operation = fc.oneof(
  fc.record({
    action: fc.constant('create'),
    tableId: fc.constant('messages'),
    rowId,
    data: fc
      .record({ sessionId: fc.constant('s1'), sender: fc.constant('bot'), text, $permissions: readers })
      .filter(
        // A staged creation whose text looks like an operator fails on the real one: ours are made plain before.
        (data) => !data.text.startsWith('{'),
      ),
  }),
  fc.record({
    action: fc.constant('update'),
    tableId: fc.constant('sessions'),
    rowId,
    data: fc.constantFrom<object>(
      { chatName: 'staged' },
      { messageCount: '{"method":"increment","values":[1]}' },
    ),
  }),
  fc.record({
    action: fc.constant('delete'),
    tableId: fc.constantFrom('turns', 'messages', 'sessions'),
    rowId,
  }),
  fc.record({
    action: fc.constant('bulkDelete'),
    tableId: fc.constant('messages'),
    rowId: fc.constant('all'),
    data: fc.constant({ queries: ['{"method":"equal","attribute":"sessionId","values":["s1"]}'] }),
  }),
)
const transaction: fc.Arbitrary<Staged> = fc.record({
  operations: fc.uniqueArray(operation, {
    minLength: 1,
    maxLength: 3,
    selector: (one) => `${one.tableId} ${one.rowId}`,
  }),
  between: fc.option(request),
  rollback: fc.boolean(),
})

type Ask = (request: Request) => Promise<{ readonly status: number; readonly body: unknown }>

it('answers the same as local-appwrite, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 4, arbitrary: request }, { weight: 1, arbitrary: transaction }), {
        minLength: 5,
        maxLength: 25,
      }),
      async (steps) => {
        const [real, model] = [await emptyLocal(), emptyModel()]
        for (const step of steps) {
          const answers = await Promise.all([play(real, step), play(model, step)])
          expect(answers[1], JSON.stringify(step)).toEqual(answers[0])
        }
      },
    ),
    { numRuns: 40, seed: 20_260_101 },
  )
})

async function play(ask: Ask, step: Request | Staged): Promise<unknown> {
  if (!('operations' in step)) return comparable(await ask(step))
  const begun = await ask({ method: 'POST', path: '/tablesdb/transactions', as: 'key', body: {} })
  const id = isRecord(begun.body) ? String(begun.body['$id']) : ''
  const operations = step.operations.map((one) => ({ databaseId: 'chat', ...one }))
  const path = `/tablesdb/transactions/${id}`
  const staged = await ask({ method: 'POST', path: `${path}/operations`, as: 'key', body: { operations } })
  const between = step.between === null ? null : await ask(step.between)
  const body = step.rollback ? { rollback: true } : { commit: true }
  const ended = await ask({ method: 'PATCH', path, as: 'key', body })
  const list = await ask({ method: 'GET', path: messages, as: 'key', queries: [] })
  return [staged.status, between && comparable(between), ended.status, comparable(list)]
}

/** What both must agree on: the status, the kind of a refusal, and the rows without what time and server choose. */
function comparable({ status, body }: { readonly status: number; readonly body: unknown }): unknown {
  if (status >= 400) return { status, type: isRecord(body) ? body['type'] : null }
  if (!isRecord(body)) return { status }
  const rows = Array.isArray(body['rows']) ? body['rows'] : null
  return { status, ...(rows ? { total: body['total'], rows: rows.map(plainRow) } : { row: plainRow(body) }) }
}

function plainRow(row: unknown): unknown {
  if (!isRecord(row)) return row
  const { $sequence, $createdAt, $updatedAt, $tenant: _tenant, ...rest } = row
  return {
    ...rest,
    isNumbered: typeof $sequence,
    isTimed: typeof $createdAt === typeof $updatedAt,
  }
}

/** Remembers when each row was changed last, for requests with a lock. */
function withLocks(
  send: (request: Request, lock: string | null) => Promise<{ status: number; body: unknown }>,
): Ask {
  const times = new Map<string, string>()
  return async (asked) => {
    const known = times.get(asked.path) ?? '2100-01-01T00:00:00.000+00:00'
    const lock =
      asked.lock === undefined ? null : asked.lock === 'fresh' ? known : '2020-01-01T00:00:00.000+00:00'
    const answer = await send(asked, lock)
    if (isRecord(answer.body) && typeof answer.body['$updatedAt'] === 'string') {
      const place = asked.method === 'POST' ? `${asked.path}/${String(answer.body['$id'])}` : asked.path
      times.set(place, answer.body['$updatedAt'])
    }
    return answer
  }
}

async function emptyLocal(): Promise<Ask> {
  const { endpoint, projectId, apiKey } = appwrite
  const db = new TablesDB(new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey))
  await db.delete({ databaseId: 'chat' }).catch(() => null)
  await ensureTables({ tables: db, databaseId: 'chat' }, tables)
  async function call(method: string, path: string, headers: Record<string, string>, body?: object) {
    const response = await fetch(endpoint + path, {
      method,
      headers: { 'content-type': 'application/json', 'x-appwrite-project': projectId, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answered = await response.text()
    return { status: response.status, body: answered === '' ? '' : (JSON.parse(answered) as unknown) }
  }
  const byKey = { 'x-appwrite-key': apiKey }
  await call('DELETE', '/users/visitor', byKey)
  await call('POST', '/users', byKey, { userId: 'visitor' })
  const { body } = await call('POST', '/users/visitor/sessions', byKey, {})
  const secret = isRecord(body) ? String(body['secret']) : ''
  return withLocks(({ method, path, as: who, body: given, queries }, lock) => {
    const search = (queries ?? []).map(
      (query, index) => `queries[${index}]=${encodeURIComponent(JSON.stringify(query))}`,
    )
    const headers = {
      ...(who === 'key' ? byKey : who === 'visitor' ? { 'x-appwrite-session': secret } : {}),
      ...(lock !== null && { 'x-appwrite-timestamp': lock }),
    }
    return call(method, search.length > 0 ? `${path}?${search.join('&')}` : path, headers, given)
  })
}

function emptyModel(): Ask {
  let ids = 0
  const model: ModelServer = createModelServer({
    databaseId: 'chat',
    projectId: 'p',
    agents: [],
    now: Date.now,
    newId: () => `id${ids++}`,
    becomeVisible: () => Promise.resolve(),
    execute: () => Promise.reject(new Error('no function is asked')),
    changed: () => undefined,
  })
  model.people.create('visitor')
  const secret = model.people.open('visitor')
  return withLocks(({ method, path, as: who, body, queries }, lock) => {
    const query = new URLSearchParams()
    for (const [index, one] of (queries ?? []).entries())
      query.append(`queries[${index}]`, JSON.stringify(one))
    const headers: Record<string, string> = {
      ...(who === 'key'
        ? { 'x-appwrite-key': 'k' }
        : who === 'visitor'
          ? { 'x-appwrite-session': secret }
          : {}),
      ...(lock !== null && { 'x-appwrite-timestamp': lock }),
    }
    return model.handle({
      method,
      path,
      query,
      headers,
      body: body === undefined ? '' : JSON.stringify(body),
    })
  })
}
