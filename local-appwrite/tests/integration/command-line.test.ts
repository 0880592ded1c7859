import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { MAIN, runCommand, spawnServer } from '../support/spawned-server.ts'

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

  it('needs no arguments: keeps its data in .local-appwrite, and says what it is and what not', async () => {
    const server = spawn(process.execPath, [MAIN, '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [chunk]: unknown[] = await once(server.stdout, 'data')
    const words = String(chunk)
    expect(words).toMatch(/^ {2}endpoint +http:\/\/localhost:\d+\/v1$/m)
    expect(words).toMatch(/^ {2}project +\S+$/m)
    expect(words).toMatch(/^ {2}key +standard_\S+$/m)
    expect(words).toMatch(/^It is not the real Appwrite: no console.*docs\/reference\.md/m)
    const ended = once(server, 'close')
    server.kill('SIGTERM')
    await ended
    expect(await readdir(join(folder, '.local-appwrite'))).toContain('appwrite.sqlite')
  })

  it('listens on 4100 unless told otherwise, and says what to do when that is taken', async () => {
    const other = createServer()
    // Somebody else's server there does as well.
    const listening = Promise.withResolvers<null>()
    other.once('error', () => listening.resolve(null))
    other.listen(4100, () => listening.resolve(null))
    await listening.promise
    const { code, stderr } = await runCommand('--data', join(folder, 'c'))
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Port 4100 is taken\..*--port N.*\n$/)])
    other.close()
  })

  it('names the place of a seed that is wrong, and that a file is no JSON', async () => {
    const file = join(folder, 'seed.json')
    await writeFile(file, '{ "tables": [{ "$id": "t" }] }')
    const args = ['--port', '0', '--data', join(folder, 'd'), '--seed', file]
    const wrong = await runCommand(...args)
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('tables[0].databaseId: ')])
    await writeFile(file, '{')
    const broken = await runCommand(...args)
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('seed.json is not JSON')])
  })

  it('explains itself when asked', async () => {
    expect(await runCommand('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--seed FILE'),
    })
  })

  it.each([
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
