import { Client, Functions, Project, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { tables as contractTables } from '../../contract/database.ts'
import { ensureTables } from '../../deployment/ensure-tables.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'

let stack: Stack
let client: Client
beforeAll(async () => {
  stack = await startStack()
  client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
})
afterAll(() => stack.close())

const doctor = (environment: object = {}, ...args: string[]) =>
  runScript('doctor', args, { ...stack.environment, ...environment })

const Report = z.array(
  z.object({
    check: z.string(),
    findings: z.nullable(
      z.array(z.object({ state: z.string(), says: z.string(), fix: z.nullable(z.string()) })),
    ),
  }),
)

/** Each finding as `state: sentence → what mends it`. */
async function findings(environment: object = {}, ...args: string[]): Promise<readonly string[]> {
  const { stdout } = await doctor(environment, '--json', ...args)
  return Report.parse(JSON.parse(stdout)).flatMap(({ check, findings: found }) =>
    found === null
      ? [`not looked at: ${check}`]
      : found.map(({ state, says, fix }) => `${state} ${check}: ${says} → ${fix}`),
  )
}

const broken = async (...args: Parameters<typeof findings>) =>
  (await findings(...args)).filter((line) => line.startsWith('failed'))

describe('of a project that is well', () => {
  it('everything is found fine, and nothing of it is left behind', async () => {
    const before = (await stack.repositories.sessions.list({ filter: {}, limit: 100 })).length
    const { code, stdout, stderr } = await doctor()
    expect({ code, stderr: stderr.replace(/\d+ (to look at|fine)/g, 'N $1') }).toEqual({
      code: 0,
      stderr: '0 broken, N to look at, N fine.\n',
    })
    for (const says of [
      '✓ Appwrite: Appwrite 1.9',
      '✓ Tables: All ',
      '✓ Functions: chat, help, bot, admin, upkeep: deployed and enabled.',
      '✓ Admin API: It answers, and takes this ADMIN_SECRET.',
      '✓ Agents: 1 in the team agents.',
      'articles of shop.',
      'Realtime tells of a change.',
      'Guests may search and read articles.',
      'Another visitor can’t read it.',
    ])
      expect(stdout).toContain(says)
    expect(await stack.repositories.sessions.list({ filter: {}, limit: 100 })).toHaveLength(before)
  })
})

describe('a fault is named, with what mends it', () => {
  it('nobody answers, or something else does; what needs it is not looked at', async () => {
    const nobody = await findings({ APPWRITE_ENDPOINT: 'http://127.0.0.1:9/v1' })
    expect(nobody[0]).toMatch(/^failed Appwrite: Nothing answers at .* → Start it/)
    expect(nobody.slice(1).every((line) => line.startsWith('not looked at'))).toBe(true)
    const [other] = await findings({ APPWRITE_ENDPOINT: stack.origin })
    expect(other).toMatch(/^failed Appwrite: .* is no Appwrite API.* → Set APPWRITE_ENDPOINT/)
    expect(await doctor({ APPWRITE_ENDPOINT: stack.origin })).toMatchObject({ code: 1 })
  })

  it('a wrong key, project, database and secret', async () => {
    expect(await broken({ APPWRITE_API_KEY: 'wrong' })).toContainEqual(
      expect.stringMatching(/^failed Project and key: .* → The API key is wrong or has expired/),
    )
    expect(await broken({ APPWRITE_PROJECT_ID: 'nowhere' })).toContainEqual(
      expect.stringMatching(/→ There is no such project at this endpoint/),
    )
    expect(await broken({ APPWRITE_DATABASE_ID: 'other' })).toContainEqual(
      'failed Tables: In the database other: there is no database other. → npm run deploy',
    )
    expect(await broken({ ADMIN_SECRET: 'a wrong secret of some length' })).toEqual([
      'failed Admin API: It refuses this ADMIN_SECRET. → Set the one that was deployed, or deploy this one: npm run deploy',
    ])
  })

  it('tables that aren’t as they should be', async () => {
    const tables = new TablesDB(client)
    const at = { databaseId: 'chat', tableId: 'notes' }
    await tables.deleteIndex({ ...at, key: 'by_session' })
    await tables.createStringColumn({ ...at, key: 'foreign', size: 10, required: true })
    await tables.updateTable({ ...at, name: 'Notes', permissions: ['read("any")'], rowSecurity: false })
    const found = await broken()
    expect(found).toContain(
      'failed Tables: In the database chat: index notes.by_session is missing. → npm run deploy',
    )
    expect(found).toContain(
      'failed Tables: In the database chat: column notes.foreign is required, and nothing here writes it. → Change it in the console: deploy doesn’t, as that could lose data.',
    )
    expect(found).toContain(
      'failed Tables: In the database chat: table notes has other permissions: read("any"). → npm run deploy',
    )
    await tables.deleteTable(at)
    expect(await broken()).toEqual([
      'failed Tables: In the database chat: there is no table notes. → npm run deploy',
    ])
    await ensureTables({ tables, databaseId: 'chat' }, contractTables)
    expect(await broken()).toEqual([])
  })

  it('functions that are disabled, changed or gone', async () => {
    const own = await startStack()
    const functions = new Functions(
      new Client().setEndpoint(own.endpoint).setProject(own.projectId).setKey(own.apiKey),
    )
    const broken = async () => (await findings(own.environment)).filter((line) => line.startsWith('failed'))
    const present = await functions.get({ functionId: 'bot' })
    await functions.update({ functionId: 'bot', name: present.name, execute: ['any'] })
    expect(await broken()).toContainEqual(
      expect.stringMatching(/The function bot has other settings .* → npm run deploy/),
    )
    await functions.update({ functionId: 'bot', name: present.name, enabled: false })
    expect(await broken()).toContainEqual(
      'failed Functions: The function bot is disabled. → Enable bot in the console, or npm run deploy',
    )
    await functions.delete({ functionId: 'bot' })
    expect(await broken()).toContainEqual('failed Functions: There is no function bot. → npm run deploy')
    await own.close()
  })

  it('is none where a webhook lets rows start upkeep, and is one where its secret is missing', async () => {
    const own = await startStack({
      environment: {
        WEBHOOK_URL: 'https://hooks.shop.example/chat',
        WEBHOOK_SECRET: `whsec_${'c2VjcmV0'.repeat(4)}`,
      },
    })
    const faults = async () => (await findings(own.environment)).filter((line) => line.startsWith('failed'))
    expect(await faults()).toEqual([])
    const functions = new Functions(
      new Client().setEndpoint(own.endpoint).setProject(own.projectId).setKey(own.apiKey),
    )
    const { variables } = await functions.listVariables({ functionId: 'upkeep' })
    const secret = variables.find(({ key }) => key === 'WEBHOOK_SECRET')
    await functions.deleteVariable({ functionId: 'upkeep', variableId: secret?.$id ?? '' })
    expect(await faults()).toContain(
      'failed Functions: The function upkeep has no WEBHOOK_SECRET, which WEBHOOK_URL needs. → WEBHOOK_SECRET=… npm run deploy',
    )
    await own.close()
  })

  it('a bot without articles, and a chat that takes no messages', async () => {
    await stack.repositories.settings.put({ corpora: ['empty'], accepting: false })
    stack.coldStart('chat')
    const found = await findings()
    expect(found).toContainEqual(
      expect.stringMatching(/^failed Bot and settings: There are no articles of empty/),
    )
    expect(found).toContainEqual(expect.stringMatching(/^failed A visitor’s chat: .*\(not_accepting\)/))
    expect(found).toContainEqual(
      expect.stringMatching(/^warning Bot and settings: The chat takes no new messages\./),
    )
    await stack.repositories.settings.put({ corpora: ['shop'], accepting: true })
    stack.coldStart('chat')
  })

  it('pages that browsers keep away', async () => {
    const project = new Project(client)
    const args = ['--origin', 'https://shop.example/path'] as const
    expect(await broken({}, ...args)).toContain(
      'failed Pages: Browsers keep pages of https://shop.example from calling it. → npm run deploy -- --host shop.example',
    )
    await project.createWebPlatform({ platformId: 'shop', name: 'shop', hostname: 'shop.example' })
    expect(await findings({}, ...args)).toContain(
      'ok Pages: Pages of https://shop.example may call it. → null',
    )
    expect(await doctor({}, '--origin', 'shop')).toMatchObject({ code: 2, stdout: '' })
  })
})
