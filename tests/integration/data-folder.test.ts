import { readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startLaptop, type Laptop } from '../../scripts/laptop/start-laptop.ts'

let parent: string
let laptop: Laptop
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'porchlight-'))
})
afterEach(async () => {
  await laptop.close()
  await rm(parent, { recursive: true, force: true })
})

async function start(host: string): Promise<string> {
  const dataDir = join(parent, 'data')
  const root = resolve(import.meta.dirname, '../..')
  laptop = await startLaptop({ root, port: 0, host, dataDir, tell: () => undefined })
  return dataDir
}

it('nothing that npm start keeps is readable by others on the machine: secrets, chats, functions', async () => {
  const umask = process.umask(0o022)
  const dataDir = await start('127.0.0.1').finally(() => process.umask(umask))
  const paths = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
  expect(paths).toEqual(
    expect.arrayContaining(['secrets.json', 'connection.json', 'appwrite/appwrite.sqlite-wal']),
  )
  expect(paths.some((path) => path.endsWith('main.cjs'))).toBe(true)
  const open = ['', ...paths].filter((path) => (statSync(join(dataDir, path)).mode & 0o077) !== 0)
  expect(open).toEqual([])
})

it.each([
  ['0.0.0.0', true],
  ['127.0.0.1', false],
])('sign-ins are limited on an address that others reach: %s', async (host, isLimited) => {
  await start(host)
  const { endpoint, projectId } = laptop.connection
  const answer = await fetch(`${endpoint}/account/sessions/email`, {
    method: 'POST',
    headers: { 'x-appwrite-project': projectId, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@porchlight.example', password: 'a guess of it' }),
  })
  expect(answer.headers.has('x-ratelimit-limit')).toBe(isLimited)
})
