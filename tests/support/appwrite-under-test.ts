import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startLocalAppwrite } from 'local-appwrite'
import { Client, Functions, Query, TablesDB, Teams, Users } from 'node-appwrite'
import { AGENTS_TEAM_ID } from '../../contract/agents-team.ts'
import { functions } from '../../contract/functions.ts'
import { isRecord } from '../../contract/is-record.ts'
import { isVisitorId } from '../../contract/ids.ts'
import { found } from '../../deployment/found.ts'

/** An Appwrite with an empty project, and a key of it that has the scopes of docs/deploying.md and no others. */
export interface AppwriteUnderTest {
  readonly endpoint: string
  readonly projectId: string
  readonly apiKey: string
  readonly databaseId: string
  /** Takes away all that the chat made. */
  readonly close: () => Promise<void>
}

/** A database of its own name, so that one called `chat` is never touched. */
const DATABASE = 'porchlight_test'

interface Server {
  readonly endpoint: string
  readonly projectId: string
  readonly apiKey: string
  readonly stop: () => Promise<void>
}

/**
 * `npm run test:appwrite` with APPWRITE_ENDPOINT, APPWRITE_PROJECT_ID and APPWRITE_API_KEY: that project. Otherwise a
 * local one of the strictest settings: one worker for executions, one line for all that nobody waits for, and limits.
 *
 * @throws Error when the project has a chat already: what it holds would be deleted at the end
 */
export async function appwriteUnderTest(): Promise<AppwriteUnderTest> {
  const server = process.env['TEST_APPWRITE'] === 'environment' ? namedServer() : await strictServer()
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  const present = await presentParts(client)
  if (present.length > 0) {
    await server.stop()
    throw new Error(
      `This project has ${present.join(', ')} already. Name a project for tests that has none of it: everything of the chat in it is deleted at the end. What an interrupted run of these tests left is to be deleted in the console.`,
    )
  }
  const key = await documentedKey(server)
  return {
    endpoint: server.endpoint,
    projectId: server.projectId,
    apiKey: key.secret,
    databaseId: DATABASE,
    async close() {
      await removeAll(client)
      if (key.id !== null) await callProject(server, 'DELETE', `/project/keys/${key.id}`)
      await server.stop()
    },
  }
}

function namedServer(): Server {
  const value = (name: string) => {
    const text = process.env[name]
    if (!text) throw new Error(`Set ${name}.`)
    return text
  }
  return {
    endpoint: value('APPWRITE_ENDPOINT'),
    projectId: value('APPWRITE_PROJECT_ID'),
    apiKey: value('APPWRITE_API_KEY'),
    stop: () => Promise.resolve(),
  }
}

async function strictServer(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-appwrite-'))
  const appwrite = await startLocalAppwrite({ port: 0, dataDir, workers: 1, rateLimits: true })
  return {
    endpoint: appwrite.endpoint,
    projectId: appwrite.projectId,
    apiKey: appwrite.apiKey,
    async stop() {
      await appwrite.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A key as the docs tell owners to make it; the given one where that may not make keys. */
async function documentedKey(server: Server): Promise<{ id: string | null; secret: string }> {
  const docs = await readFile(resolve(import.meta.dirname, '../../docs/deploying.md'), 'utf8')
  const scopes = /with these scopes:\s*```([^`]+)```/.exec(docs)?.[1]?.trim().split(/\s+/)
  if (scopes === undefined) throw new Error('docs/deploying.md lists no scopes')
  const keyId = 'porchlight-test'
  await callProject(server, 'DELETE', `/project/keys/${keyId}`)
  const made = await callProject(server, 'POST', '/project/keys', { keyId, name: 'Porchlight test', scopes })
  return typeof made?.['secret'] === 'string'
    ? { id: keyId, secret: made['secret'] }
    : { id: null, secret: server.apiKey }
}

/** The answer, or null for a refusal. */
async function callProject(
  server: Server,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown> | null> {
  const response = await fetch(server.endpoint + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-appwrite-project': server.projectId,
      'x-appwrite-key': server.apiKey,
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer: unknown = response.ok && text !== '' ? JSON.parse(text) : null
  return isRecord(answer) ? answer : null
}

/** What is there of all that `removeAll` would delete. */
async function presentParts(client: Client): Promise<readonly string[]> {
  const functionsApi = new Functions(client)
  const parts: readonly (readonly [string, Promise<object | null>])[] = [
    ...functions.map(
      ({ id }) => [`a function "${id}"`, found(functionsApi.get({ functionId: id }))] as const,
    ),
    [`a database "${DATABASE}"`, found(new TablesDB(client).get({ databaseId: DATABASE }))],
    [`a team "${AGENTS_TEAM_ID}"`, found(new Teams(client).get({ teamId: AGENTS_TEAM_ID }))],
  ]
  const names = await Promise.all(parts.map(async ([name, part]) => ((await part) === null ? null : name)))
  return names.filter((name) => name !== null)
}

async function removeAll(client: Client): Promise<void> {
  const functionsApi = new Functions(client)
  for (const { id } of functions) await found(functionsApi.delete({ functionId: id }))
  await found(new TablesDB(client).delete({ databaseId: DATABASE }))
  await found(new Teams(client).delete({ teamId: AGENTS_TEAM_ID }))
  const users = new Users(client)
  const { users: all } = await users.list({ queries: [Query.orderDesc('$createdAt'), Query.limit(500)] })
  for (const { $id, email } of all) {
    if (isVisitorId($id) || email.endsWith(TEST_MAIL)) await found(users.delete({ userId: $id }))
  }
}

/** The end of every mail address that the tests make an account for. */
export const TEST_MAIL = '@porchlight-test.example'
