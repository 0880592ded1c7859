import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client as WebClient, ExecutionMethod, Functions as WebFunctions } from 'appwrite'
import {
  Client,
  Functions,
  Permission,
  ProjectKeyScopes,
  Query,
  Role,
  TablesDB,
  Users,
  type Models,
} from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type LocalAppwrite, startLocalAppwrite } from '../../../server.ts'
import { eventually } from '../../support/eventually.ts'
import { listen, subscribeTo } from '../../support/listener.ts'
import { archiveOf, bundle, deployFunction, upload } from '../../support/deploy.ts'

let server: LocalAppwrite
let dataDir: string
let functions: Functions
let tables: TablesDB
let ann: WebFunctions
let guest: WebFunctions
let annSecret: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-appwrite-functions-'))
  server = await startLocalAppwrite({ port: 0, dataDir, projectId: 'works' })
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  functions = new Functions(client)
  tables = new TablesDB(client)
  const users = new Users(client)
  await users.create({ userId: 'ann', name: 'Ann' })
  annSecret = (await users.createSession({ userId: 'ann' })).secret
  const web = () => new WebClient().setEndpoint(server.endpoint).setProject(server.projectId)
  ann = new WebFunctions(web().setSession(annSecret))
  guest = new WebFunctions(web())
  await tables.create({ databaseId: 'main', name: 'Main' })
  await tables.createTable({
    databaseId: 'main',
    tableId: 'notes',
    name: 'Notes',
    permissions: [Permission.create(Role.users())],
    rowSecurity: true,
    columns: [{ key: 'text', type: 'string', size: 100, required: true }],
  })
})
afterAll(async () => {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

const ended = (functionId: string, executionId: string): Promise<Models.Execution> =>
  eventually('the execution', async () => {
    const execution = await functions.getExecution({ functionId, executionId })
    return ['completed', 'failed'].includes(execution.status) && execution
  })

describe('a function that uses the SDK', () => {
  beforeAll(async () => {
    const code = await bundle(`
      import { Client, ID, TablesDB } from 'node-appwrite'
      export default async ({ req, res }) => {
        const client = new Client().setEndpoint(process.env.APPWRITE_FUNCTION_API_ENDPOINT)
          .setProject(process.env.APPWRITE_FUNCTION_PROJECT_ID)
        if (req.path === '/as-user') client.setJWT(req.headers['x-appwrite-user-jwt'])
        else client.setKey(req.headers['x-appwrite-key'])
        const tables = new TablesDB(client)
        try {
          if (req.path === '/list') return res.json(await tables.listTables({ databaseId: 'main' }))
          return res.json(await tables.createRow({ databaseId: 'main', tableId: 'notes', rowId: ID.unique(), data: { text: req.bodyText } }))
        } catch (error) {
          return res.json({ type: error.type }, error.code)
        }
      }`)
    await deployFunction(functions, 'sdk', code, { scopes: [ProjectKeyScopes.RowsWrite] })
  })

  it('writes with the key of its execution', async () => {
    const execution = await guest.createExecution({ functionId: 'sdk', body: 'by key' })
    expect(execution).toMatchObject({ status: 'completed', responseStatusCode: 200 })
    expect(JSON.parse(execution.responseBody)).toMatchObject({ text: 'by key', $permissions: [] })
  })

  it('has only the scopes that the function was given', async () => {
    const execution = await guest.createExecution({ functionId: 'sdk', xpath: '/list' })
    expect(execution.responseStatusCode).toBe(401)
    expect(JSON.parse(execution.responseBody)).toEqual({ type: 'general_unauthorized_scope' })
  })

  it('acts as its caller with the JWT of its execution', async () => {
    const execution = await ann.createExecution({ functionId: 'sdk', xpath: '/as-user', body: 'as Ann' })
    expect(JSON.parse(execution.responseBody).$permissions).toContain('read("user:ann")')
  })
})

describe('executions', () => {
  beforeAll(async () => {
    await deployFunction(
      functions,
      'echo',
      `let calls = 0
      module.exports = async ({ req, res, log, error }) => {
        calls += 1
        log('called ' + req.path); error('careful')
        if (req.path === '/slow') await new Promise((resolve) => setTimeout(resolve, 60_000))
        return res.json({ calls, headers: req.headers, body: req.bodyText, colour: process.env.COLOUR ?? null }, 201, { 'X-Made-By': 'echo' })
      }`,
      { timeout: 1 },
    )
  })

  it('tell the code who calls, whatever the caller says', async () => {
    const asAnn = await ann.createExecution({
      functionId: 'echo',
      headers: { 'X-Appwrite-User-Id': 'victim', 'X-Appwrite-Trigger': 'event', 'X-Custom': 'mine' },
    })
    const { headers } = JSON.parse(asAnn.responseBody)
    expect(headers).toMatchObject({
      'x-appwrite-user-id': 'ann',
      'x-appwrite-trigger': 'http',
      'x-appwrite-execution-id': asAnn.$id,
      'x-appwrite-client-ip': '127.0.0.1',
      'x-custom': 'mine',
    })
    expect(headers['x-appwrite-key']).toMatch(/^ephemeral_/)
    const asGuest = JSON.parse((await guest.createExecution({ functionId: 'echo' })).responseBody)
    expect(asGuest.headers).toMatchObject({ 'x-appwrite-user-id': '', 'x-appwrite-user-jwt': '' })
    await expect(
      guest.createExecution({ functionId: 'echo', headers: { 'x-appwrite-user-id': 'victim' } }),
    ).rejects.toMatchObject({ code: 400 })
  })

  it('show logs to keys only, and to users only their own executions', async () => {
    const execution = await ann.createExecution({ functionId: 'echo', xpath: '/logged' })
    expect(execution).toMatchObject({ logs: '', errors: '', responseStatusCode: 201 })
    expect(execution.responseHeaders).toContainEqual({ name: 'x-made-by', value: 'echo' })
    const seen = await functions.getExecution({ functionId: 'echo', executionId: execution.$id })
    expect(seen).toMatchObject({ logs: 'called /logged\n', errors: 'careful\n', responseBody: '' })
    const byKey = await functions.createExecution({ functionId: 'echo' })
    await expect(ann.getExecution({ functionId: 'echo', executionId: byKey.$id })).rejects.toMatchObject({
      code: 404,
    })
    const own = await ann.listExecutions({ functionId: 'echo', queries: [Query.limit(100)] })
    expect(own.executions.map(({ $id }) => $id)).toContain(execution.$id)
    expect(own.executions.map(({ $id }) => $id)).not.toContain(byKey.$id)
    await expect(guest.listExecutions({ functionId: 'echo' })).rejects.toMatchObject({ code: 401 })
  })

  it('that nobody waits for are announced to their caller when they end', async () => {
    const listener = await listen(server.endpoint, server.projectId, {
      headers: { 'x-appwrite-session': annSecret },
    })
    await listener.ask(subscribeTo('own', ['executions']))
    const { $id, status } = await ann.createExecution({ functionId: 'echo', async: true, xpath: '/later' })
    expect(status).toBe('waiting')
    const event = await listener.frame(
      ({ data }) =>
        Array.isArray(data['events']) && data['events'].includes(`functions.echo.executions.${$id}.update`),
    )
    expect(event.data.payload).toMatchObject({ $id, status: 'completed', logs: '' })
    expect(await ended('echo', $id)).toMatchObject({
      status: 'completed',
      logs: 'called /later\n',
      responseBody: '',
    })
    listener.close()
  })

  it('over their time fail, and the next one is fine', async () => {
    const slow = await guest.createExecution({ functionId: 'echo', xpath: '/slow' })
    expect(slow).toMatchObject({ status: 'failed', responseStatusCode: 500, responseBody: '' })
    expect(slow.duration).toBeLessThan(10)
    expect((await guest.createExecution({ functionId: 'echo' })).status).toBe('completed')
  })

  it('start cold after a change of variables, and when asked to', async () => {
    const calls = async () => JSON.parse((await guest.createExecution({ functionId: 'echo' })).responseBody)
    await calls()
    expect((await calls()).calls).toBeGreaterThan(1)
    await functions.createVariable({ functionId: 'echo', variableId: 'colour', key: 'COLOUR', value: 'blue' })
    expect(await calls()).toMatchObject({ calls: 1, colour: 'blue' })
    expect(await calls()).toMatchObject({ calls: 2 })
    server.coldStart('echo')
    expect(await calls()).toMatchObject({ calls: 1 })
  })

  it('can be arranged for a full minute to come, and taken back', async () => {
    const later = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 120_000).toISOString()
    const { $id, status, scheduledAt } = await ann.createExecution({
      functionId: 'echo',
      async: true,
      scheduledAt: later,
    })
    expect(status).toBe('scheduled')
    expect(Date.parse(scheduledAt ?? '')).toBe(Date.parse(later))
    await functions.deleteExecution({ functionId: 'echo', executionId: $id })
    for (const wrong of ['2020-01-01T00:00:00Z', 'soon', new Date(Date.now() + 10_000).toISOString()]) {
      await expect(
        ann.createExecution({ functionId: 'echo', async: true, scheduledAt: wrong }),
      ).rejects.toMatchObject({ type: 'general_bad_request' })
    }
  })

  it('do not hold each other up', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, () => guest.createExecution({ functionId: 'echo' })),
    )
    expect(all.every(({ status }) => status === 'completed')).toBe(true)
  })
})

describe('the right to execute', () => {
  it('is the roles that the function names', async () => {
    const code = 'module.exports = ({ res }) => res.text("in")'
    await deployFunction(functions, 'members', code, { execute: ['users'] })
    expect((await ann.createExecution({ functionId: 'members' })).responseBody).toBe('in')
    await expect(guest.createExecution({ functionId: 'members' })).rejects.toMatchObject({
      type: 'user_unauthorized',
    })
    const overDomain = await server.executeOverDomain('members', new Request('http://members.localhost/'))
    expect(overDomain.status).toBe(401)
    expect(await overDomain.json()).toMatchObject({ type: 'function_execute_permission_missing' })
  })
})

describe('a function that listens to events', () => {
  it('is started once per change, with the row and who caused it', async () => {
    const code = `module.exports = ({ req, res, log }) => {
      log(JSON.stringify([req.headers['x-appwrite-event'], req.bodyJson.text, req.headers['x-appwrite-user-id']]))
      return res.empty()
    }`
    const events = ['databases.main.tables.notes.rows.*.create', 'tablesdb.*.tables.*.rows.*.create']
    await deployFunction(functions, 'watcher', code, { events })
    const asAnn = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setSession(annSecret)
    const row = await new TablesDB(asAnn).createRow({
      databaseId: 'main',
      tableId: 'notes',
      rowId: 'seen',
      data: { text: 'look' },
    })
    await tables.updateRow({ databaseId: 'main', tableId: 'notes', rowId: row.$id, data: { text: 'again' } })
    const execution = await eventually('an execution', async () => {
      const { executions } = await functions.listExecutions({
        functionId: 'watcher',
        queries: [Query.equal('status', ['completed'])],
      })
      return executions[0]
    })
    expect(execution).toMatchObject({ trigger: 'event', requestMethod: 'POST', requestPath: '/' })
    expect(JSON.parse(execution.logs)).toEqual([
      'databases.main.collections.notes.documents.seen.create',
      'look',
      'ann',
    ])
    expect((await functions.listExecutions({ functionId: 'watcher' })).total).toBe(1)
  })

  it('is started by the commit of a transaction, with the row and its name as a row', async () => {
    const code = `module.exports = ({ req, res, log }) => {
      log(JSON.stringify([req.headers['x-appwrite-trigger'], req.headers['x-appwrite-event'], req.bodyJson]))
      return res.empty()
    }`
    await deployFunction(functions, 'committed', code, {
      events: ['databases.main.tables.notes.rows.*.create'],
    })
    const { $id: transactionId } = await tables.createTransaction()
    await tables.createRow({
      databaseId: 'main',
      tableId: 'notes',
      rowId: 'staged',
      data: { text: 'together' },
      transactionId,
    })
    await tables.updateTransaction({ transactionId, commit: true })
    const execution = await eventually('an execution', async () => {
      const { executions } = await functions.listExecutions({
        functionId: 'committed',
        queries: [Query.equal('status', ['completed'])],
      })
      return executions[0]
    })
    const [trigger, event, row] = JSON.parse(execution.logs)
    expect(trigger).toBe('event')
    expect(event).toBe('databases.main.tables.notes.rows.staged.create')
    expect(row).toMatchObject({ $id: 'staged', text: 'together' })
  })
})

describe('the own domain of a function', () => {
  beforeAll(async () => {
    await deployFunction(
      functions,
      'site',
      `module.exports = ({ req, res }) => {
        if (req.path === '/missing') return res.text('', 404)
        if (req.path === '/odd') return res.text('fine', 200, { 'bad header': 'x', 'x-split': 'a\\r\\nb', connection: 'close' })
        return res.json({ ...req, bodyText: req.bodyText }, 202, { 'x-custom': 'yes', 'access-control-allow-origin': '*' })
      }`,
    )
  })
  const call = (path: string, init: RequestInit = {}) =>
    server.executeOverDomain('site', new Request(`http://site.localhost:4000${path}`, init))

  it("passes the client's request on and answers what the code answers", async () => {
    const response = await call('/admin/sessions?limit=5', {
      method: 'PUT',
      headers: {
        authorization: 'Bearer x',
        'content-type': 'application/json',
        'X-Appwrite-User-Id': 'victim',
      },
      body: '{"a":1}',
    })
    expect(response.status).toBe(202)
    expect(response.headers.get('x-custom')).toBe('yes')
    expect(response.headers.get('x-appwrite-execution-id')).toMatch(/^\w+$/)
    const seen = await response.json()
    expect(seen).toMatchObject({
      method: 'PUT',
      path: '/admin/sessions',
      query: { limit: '5' },
      bodyText: '{"a":1}',
      headers: {
        authorization: 'Bearer x',
        'x-appwrite-user-id': '',
        'x-appwrite-user-jwt': '',
        'x-appwrite-trigger': 'http',
      },
    })
  })

  it('shows a page in place of an empty error, and survives impossible headers', async () => {
    const missing = await call('/missing')
    expect(missing.status).toBe(404)
    expect(await missing.text()).toMatch(/^<!doctype html>/i)
    expect(await (await call('/odd')).text()).toBe('fine')
  })

  it('of a function that is not there, or is switched off, is 404', async () => {
    const nowhere = await server.executeOverDomain('nobody', new Request('http://nobody.localhost/'))
    expect(nowhere.status).toBe(404)
  })
})

describe('deployments', () => {
  it('come in chunks when they are large', async () => {
    await deployFunction(functions, 'large', 'module.exports = ({ res }) => res.text("small")')
    const ballast = randomBytes(11 * 1024 * 1024)
    const code = `module.exports = ({ res }) => res.text(String(require('node:fs').statSync(__dirname + '/ballast').size))`
    const deployment = await upload(functions, 'large', await archiveOf({ 'main.cjs': code, ballast }))
    expect(deployment).toMatchObject({ status: 'ready' })
    expect(deployment.sourceSize).toBeGreaterThan(ballast.length)
    expect((await guest.createExecution({ functionId: 'large' })).responseBody).toBe(String(ballast.length))
  })

  it('that cannot be unpacked fail to build, and the one before stays', async () => {
    await deployFunction(functions, 'steady', 'module.exports = ({ res }) => res.text("first")')
    const broken = await upload(functions, 'steady', Buffer.from('this is no archive'))
    expect(broken.status).toBe('failed')
    expect(broken.buildLogs).not.toBe('')
    expect((await guest.createExecution({ functionId: 'steady' })).responseBody).toBe('first')
    await expect(
      functions.updateFunctionDeployment({ functionId: 'steady', deploymentId: broken.$id }),
    ).rejects.toMatchObject({ type: 'build_not_ready' })
  })

  it('can be switched back to, listed and deleted', async () => {
    const answer = (text: string) =>
      archiveOf({ 'main.cjs': `module.exports = ({ res }) => res.text("${text}")` })
    await deployFunction(functions, 'versions', 'module.exports = ({ res }) => res.text("v1")')
    const first = (await functions.get({ functionId: 'versions' })).deploymentId
    const second = await upload(functions, 'versions', await answer('v2'))
    expect((await guest.createExecution({ functionId: 'versions' })).responseBody).toBe('v2')
    await functions.updateFunctionDeployment({ functionId: 'versions', deploymentId: first })
    expect((await guest.createExecution({ functionId: 'versions' })).responseBody).toBe('v1')
    await functions.deleteDeployment({ functionId: 'versions', deploymentId: first })
    await expect(guest.createExecution({ functionId: 'versions' })).rejects.toMatchObject({
      type: 'deployment_not_found',
    })
    const { deployments } = await functions.listDeployments({ functionId: 'versions' })
    expect(deployments.map(({ $id }) => $id)).toEqual([second.$id])
  })
})

describe('a restart', () => {
  it('keeps functions and ends what was under way', async () => {
    const restartDir = await mkdtemp(join(tmpdir(), 'local-appwrite-restart-'))
    const first = await startLocalAppwrite({ port: 0, dataDir: restartDir })
    const connect = ({ endpoint, projectId, apiKey }: LocalAppwrite) =>
      new Functions(new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey))
    const code = `module.exports = async ({ req, res }) => {
      if (req.path === '/hang') await new Promise(() => setInterval(() => {}, 1000))
      return res.text('still here')
    }`
    await deployFunction(connect(first), 'kept', code, { timeout: 60 })
    const { $id } = await connect(first).createExecution({ functionId: 'kept', async: true, xpath: '/hang' })
    await first.close()
    const second = await startLocalAppwrite({ port: 0, dataDir: restartDir })
    const again = connect(second)
    expect(await again.getExecution({ functionId: 'kept', executionId: $id })).toMatchObject({
      status: 'failed',
    })
    expect(
      (await again.createExecution({ functionId: 'kept', method: ExecutionMethod.GET })).responseBody,
    ).toBe('still here')
    await second.close()
    await rm(restartDir, { recursive: true, force: true })
  })
})
