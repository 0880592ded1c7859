import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { runCommand, spawnServer } from '../support/spawned-server.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-line-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the command line', () => {
  it('prints where it listens, project and key as one line, and ends cleanly', async () => {
    const server = await spawnServer(join(folder, 'a'))
    expect(server.endpoint).toMatch(/^http:\/\/localhost:\d+\/v1$/)
    const answer = await fetch(`${server.endpoint}/tablesdb`, {
      headers: { 'x-appwrite-project': server.projectId, 'x-appwrite-key': server.apiKey },
    })
    expect(answer.status).toBe(200)
    expect(await server.end('SIGINT')).toBe(0)
  })

  it.each([
    [],
    ['--port', '4000'],
    ['--port', 'x', '--data', 'y'],
    ['--port', '1', '--data', 'y', '--what'],
    ['--port', '1', '--data', 'y', '--workers', '0'],
  ])('explains itself and exits with 2 for wrong arguments', async (...args) => {
    const result = await runCommand(...args)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('Usage: local-appwrite')
  })

  it('exits with 1 and one clear line when the folder is in use', async () => {
    const data = join(folder, 'b')
    const server = await spawnServer(data)
    const second = await runCommand('--port', '0', '--data', data, '--json')
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toContain('in use by another server')
    await server.end('SIGTERM')
  })
})
