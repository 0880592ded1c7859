import { resolve } from 'node:path'
import { Client, Functions, TablesDB } from 'appwrite'
import { Client as ServerClient, Functions as ServerFunctions, Query } from 'node-appwrite'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tables } from '../../contract/database.ts'
import { newMessageId } from '../../contract/ids.ts'
import { isRecord } from '../../contract/is-record.ts'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'
import { appwriteUnderTest, TEST_MAIL, type AppwriteUnderTest } from '../support/appwrite-under-test.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { runScript, type Outcome } from '../support/run-script.ts'
import { startSite, type Site } from '../support/site.ts'
import { callChat, startVisitor, type Visitor } from '../support/visitor.ts'

/*
 * The product on an Appwrite from nothing to nothing, in the order of docs/deploying.md: each test goes on from the one
 * before. Containers of a real Appwrite take their time to start.
 */
const PATIENCE_MS = 60_000
const agent = { email: `ana${TEST_MAIL}`, name: 'Ana Reyes', password: 'as long as it has to be' }

let appwrite: AppwriteUnderTest
let repositories: Repositories
let browser: Browser
let site: Site
beforeAll(async () => {
  appwrite = await appwriteUnderTest()
  const { endpoint, projectId, apiKey: key, databaseId } = appwrite
  repositories = openRepositories({ endpoint, projectId, key, databaseId })
  browser = await launchChromium()
  site = await startSite(appwrite)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await appwrite?.close()
})

const run = (name: string, ...args: string[]): Promise<Outcome> =>
  runScript(name, args, {
    APPWRITE_ENDPOINT: appwrite.endpoint,
    APPWRITE_PROJECT_ID: appwrite.projectId,
    APPWRITE_API_KEY: appwrite.apiKey,
    APPWRITE_DATABASE_ID: appwrite.databaseId,
    ADMIN_SECRET: 'a secret for the tests alone',
    AGENT_PASSWORD: agent.password,
  })

it('npm run deploy brings an empty project to the contract', async () => {
  const { code, stdout, stderr } = await run('deploy')
  expect(code, stderr).toBe(0)
  for (const { id } of tables) expect(stdout).toContain(`table_created\t${id}\n`)
  expect(stdout).toContain('settings_created\tsite\n')
  for (const id of ['chat', 'help', 'bot', 'admin', 'upkeep'])
    expect(stdout).toContain(`code_deployed\t${id}\n`)
})

it('npm run deploy changes nothing the second time', async () => {
  expect(await run('deploy')).toMatchObject({ code: 0, stdout: '' })
})

it('articles are imported, and an agent is added', async () => {
  const articles = resolve(import.meta.dirname, '../../demo/articles.json')
  expect(await run('import-articles', '--corpus', 'shop', articles)).toMatchObject({ code: 0 })
  await repositories.settings.put({ corpora: ['shop'], greeting: 'Hello from the test' })
  expect(await run('add-agent', agent.email, agent.name)).toMatchObject({ code: 0, stdout: '' })
  const again = await run('add-agent', agent.email, agent.name, '--admin')
  expect(again.stderr).toMatch(/is an agent already.*\nThey may change the settings/)
  expect((await run('add-agent', agent.email, agent.name, '--admin')).stderr).not.toContain('settings')
})

/** Texts of rows that a page has heard by Realtime. */
function listenTo(page: Page): { readonly heard: Set<string> } {
  const heard = new Set<string>()
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const frame: unknown = JSON.parse(String(payload))
      const data = isRecord(frame) && frame['type'] === 'event' ? frame['data'] : null
      const row = isRecord(data) ? data['payload'] : null
      if (isRecord(row) && typeof row['text'] === 'string') heard.add(row['text'])
    }),
  )
  return { heard }
}

it('a visitor asks, the bot answers, a person takes over and replies, all of it live', async () => {
  const shop = await (await browser.newContext()).newPage()
  shop.setDefaultTimeout(PATIENCE_MS)
  const problems: string[] = []
  shop.on('pageerror', (error) => problems.push(error.message))
  const ears = listenTo(shop)
  await shop.goto(site.origin)
  await shop.getByRole('button', { name: 'Open chat' }).click()
  const composer = shop.getByRole('textbox', { name: 'Message' })
  await composer.fill('How long does shipping take?')
  await composer.press('Enter')
  await shop.getByText('2 to 3 working days').waitFor()
  await composer.fill('Do you take PayPal?')
  await composer.press('Enter')
  await shop.getByText(/We take Visa/).waitFor()
  // The second answer at the latest is pushed: the socket has been live since the first.
  expect([...ears.heard].some((text) => text.includes('We take Visa'))).toBe(true)

  await composer.fill('I would like to talk to a person')
  await composer.press('Enter')
  await shop.getByText('Waiting for a person').waitFor()

  const inbox = await (await browser.newContext()).newPage()
  inbox.setDefaultTimeout(PATIENCE_MS)
  inbox.on('pageerror', (error) => problems.push(error.message))
  inbox.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await inbox.goto(`${site.origin}/inbox/`)
  await inbox.getByLabel('E-mail').fill(agent.email)
  await inbox.getByLabel('Password').fill(agent.password)
  await inbox.getByRole('button', { name: 'Sign in' }).click()
  await inbox.getByRole('button', { name: /How long does shipping take/ }).click()
  await inbox.getByRole('button', { name: 'Claim' }).click()
  await shop.getByText(`${agent.name} joined`).waitFor()
  await inbox.getByLabel('Reply').fill('Hello, this is Ana.')
  await inbox.getByLabel('Reply').press('Enter')
  await shop.getByText('Hello, this is Ana.').waitFor()
  expect(ears.heard).toContain('Hello, this is Ana.')
  await composer.fill('Number WE-1042')
  await composer.press('Enter')
  await inbox.getByLabel('Messages').getByText('Number WE-1042').waitFor()
  expect(problems.filter((text) => !text.includes('401'))).toEqual([])
})

it('a visitor reads their own rows and nobody else’s, and writes none', async () => {
  const [stranger, [own]] = await Promise.all([
    startVisitor(appwrite),
    repositories.sessions.list({ filter: { hasMessages: true }, limit: 1 }),
  ])
  const sessionId = own?.$id ?? ''
  const client = new Client().setEndpoint(appwrite.endpoint).setProject(appwrite.projectId)
  client.setSession(stranger.credentials.secret)
  const rows = new TablesDB(client)
  const table = (tableId: string) => ({ databaseId: appwrite.databaseId, tableId })
  const ofOwn = { queries: [Query.equal('sessionId', sessionId)] }
  expect(await rows.listRows({ ...table('messages'), ...ofOwn })).toMatchObject({ total: 0 })
  expect(await rows.listRows(table('sessions'))).toMatchObject({ total: 1 })
  const message: Record<string, string> = { sessionId, sender: 'agent', text: 'forged' }
  const change: Record<string, string> = { status: 'closed' }
  const refused = (code: number, call: Promise<unknown>) => expect(call).rejects.toMatchObject({ code })
  await refused(404, rows.getRow({ ...table('sessions'), rowId: sessionId }))
  await refused(401, rows.createRow({ ...table('messages'), rowId: newMessageId(), data: message }))
  await refused(401, rows.updateRow({ ...table('sessions'), rowId: stranger.sessionId, data: change }))
  await refused(401, rows.deleteRow({ ...table('sessions'), rowId: stranger.sessionId }))
  for (const id of ['articles', 'settings', 'agents', 'audit', 'counters', 'tallies', 'turns', 'upkeep']) {
    await refused(401, rows.listRows(table(id)))
  }
  for (const functionId of ['bot', 'upkeep']) {
    await refused(401, new Functions(client).createExecution({ functionId }))
  }
  expect(await callChat(appwrite, stranger.credentials, 'GET', `/sessions/${sessionId}`)).toMatchObject({
    code: 'session_not_found',
  })
})

it('six visitors who send at once are all answered', async () => {
  const visitors: Visitor[] = []
  for (let count = 0; count < 6; count++) visitors.push(await startVisitor(appwrite))
  const sent = await Promise.all(visitors.map((visitor) => visitor.send('Do you take PayPal?')))
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
  for (const visitor of visitors) {
    await eventually('the bot’s answer', async () => {
      const newest = await repositories.messages.newest(visitor.sessionId, 1)
      return newest[0]?.sender === 'bot'
    })
  }
})

it('operators see it all by their scripts', async () => {
  const listed: unknown = JSON.parse((await run('view-sessions', '--json')).stdout)
  expect(Array.isArray(listed) && listed.length).toBeGreaterThanOrEqual(7)
  expect(listed).toContainEqual(expect.objectContaining({ state: 'agent', messageCount: 7 }))
  expect(await run('verify-chats-stored')).toMatchObject({ code: 0 })
  const [waiting] = await repositories.sessions.list({ filter: { status: 'active' }, limit: 1 })
  const assigned = await run('assign-session', waiting?.$id ?? '', '--agent', agent.email)
  expect(assigned.code, assigned.stderr).toBe(0)
  expect((await run('cleanup-sessions')).stdout + (await run('cleanup-sessions')).stderr).toContain(
    '0 sessions',
  )
})

it('upkeep runs, and finds nothing wrong', async () => {
  const { endpoint, projectId, apiKey } = appwrite
  const client = new ServerClient().setEndpoint(endpoint).setProject(projectId).setKey(apiKey)
  const execution = await new ServerFunctions(client).createExecution({ functionId: 'upkeep', body: '{}' })
  expect(JSON.parse(execution.responseBody)).toEqual({
    answered: 0,
    released: 0,
    given: 0,
    expired: 0,
    repaired: 0,
    removed: 0,
    mailed: 0,
    behindSeconds: 0,
  })
})
