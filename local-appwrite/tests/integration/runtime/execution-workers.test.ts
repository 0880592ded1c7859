import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Functions, ProjectKeyScopes, Query, TablesDB } from 'node-appwrite'
import { afterEach, describe, expect, it } from 'vitest'

import { type LocalAppwrite, startLocalAppwrite } from '../../../server.ts'
import { eventually } from '../../support/eventually.ts'
import { deployFunction } from '../../support/deploy.ts'

const dismantle: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of dismantle.splice(0)) await end()
})

async function start(workers?: number): Promise<{ functions: Functions; tables: TablesDB }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'local-appwrite-workers-'))
  const server: LocalAppwrite = await startLocalAppwrite({
    port: 0,
    dataDir,
    ...(workers === undefined ? {} : { workers }),
  })
  dismantle.push(
    () => server.close(),
    () => rm(dataDir, { recursive: true, force: true }),
  )
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  return { functions: new Functions(client), tables: new TablesDB(client) }
}

/** `/inner` and `/warm` answer at once; `/sync` and `/async` create an execution of `/inner` and answer its status. */
const NESTING = `module.exports = async ({ req, res }) => {
  if (req.path === '/inner' || req.path === '/warm') return res.text('at once')
  const url = process.env.APPWRITE_FUNCTION_API_ENDPOINT + '/functions/nesting/executions'
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-appwrite-project': process.env.APPWRITE_FUNCTION_PROJECT_ID,
      'x-appwrite-key': req.headers['x-appwrite-key'],
    },
    body: JSON.stringify({ path: '/inner', async: req.path === '/async' }),
  })
  return res.text(String(answer.status))
}`

/** Takes a moment, and logs when it began and ended. */
const LASTING = `module.exports = async ({ res, log }) => {
  const began = Date.now()
  await new Promise((resolve) => setTimeout(resolve, 120))
  log(JSON.stringify([began, Date.now()]))
  return res.empty()
}`

async function deployNesting(functions: Functions): Promise<void> {
  const scopes = [ProjectKeyScopes.ExecutionsWrite]
  await deployFunction(functions, 'nesting', NESTING, { scopes, timeout: 2 })
}

/** When so many executions began and ended, once all have, in the order they began. */
function spans(functions: Functions, functionId: string, count: number): Promise<[number, number][]> {
  return eventually('the executions', async () => {
    const { executions } = await functions.listExecutions({
      functionId,
      queries: [Query.equal('status', ['completed'])],
    })
    const found = executions.map(({ logs }): [number, number] => JSON.parse(logs))
    return found.length === count && found.sort(([one], [other]) => one - other)
  })
}

function overlapping(all: readonly [number, number][]): number {
  return all.filter(([began], index) => began < (all[index - 1]?.[1] ?? 0)).length
}

describe('with one worker for executions', () => {
  it.each(['/sync', '/async'])(
    'an execution that creates another one (%s) waits for itself',
    async (path) => {
      const { functions } = await start(1)
      await deployNesting(functions)
      await functions.createExecution({ functionId: 'nesting', xpath: '/warm' })
      const outer = await functions.createExecution({ functionId: 'nesting', xpath: path })
      expect(outer).toMatchObject({ status: 'failed', responseStatusCode: 500 })
      const inner = await eventually('the inner execution', async () => {
        const { executions } = await functions.listExecutions({ functionId: 'nesting' })
        return executions.find(
          ({ requestPath, status }) => requestPath === '/inner' && status === 'completed',
        )
      })
      expect(Date.parse(inner.$createdAt)).toBeGreaterThanOrEqual(Date.parse(outer.$createdAt) + 1900)
    },
  )

  it('executions that are waited for are served one after another', async () => {
    const { functions } = await start(1)
    await deployFunction(functions, 'lasting', LASTING)
    await Promise.all([1, 2, 3].map(() => functions.createExecution({ functionId: 'lasting' })))
    expect(overlapping(await spans(functions, 'lasting', 3))).toBe(0)
  })

  it('a request that is refused gives its worker back', async () => {
    const { functions } = await start(1)
    await deployFunction(functions, 'lasting', LASTING)
    await expect(functions.createExecution({ functionId: 'nobody' })).rejects.toMatchObject({ code: 404 })
    expect((await functions.createExecution({ functionId: 'lasting' })).status).toBe('completed')
  })
})

describe('with more workers for executions', () => {
  it.each(['/sync', '/async'])('an execution creates another one (%s) by the second', async (path) => {
    const { functions } = await start(2)
    await deployNesting(functions)
    const { responseBody } = await functions.createExecution({ functionId: 'nesting', xpath: path })
    expect(responseBody).toBe(path === '/sync' ? '201' : '202')
  })

  it('what nobody waits for runs in one line, whether it was ordered or an event started it', async () => {
    const { functions, tables } = await start(4)
    await tables.create({ databaseId: 'main', name: 'Main' })
    await tables.createTable({
      databaseId: 'main',
      tableId: 'notes',
      name: 'Notes',
      columns: [{ key: 'text', type: 'string', size: 100, required: true }],
    })
    await deployFunction(functions, 'lasting', LASTING, {
      events: ['databases.main.tables.notes.rows.*.create'],
    })
    const order = () => functions.createExecution({ functionId: 'lasting', async: true })
    const write = () =>
      tables.createRow({ databaseId: 'main', tableId: 'notes', rowId: 'unique()', data: { text: 'new' } })
    await Promise.all([order(), write(), order(), write()])
    expect(overlapping(await spans(functions, 'lasting', 4))).toBe(0)
  })
})

it('without workers everything runs side by side', async () => {
  const { functions } = await start()
  await deployFunction(functions, 'lasting', LASTING)
  await Promise.all([1, 2, 3].map(() => functions.createExecution({ functionId: 'lasting', async: true })))
  expect(overlapping(await spans(functions, 'lasting', 3))).toBeGreaterThan(0)
})
