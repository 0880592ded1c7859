import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort, mustStart, runStart, type RunningStart } from '../support/running-start.ts'
import { runScript } from '../support/run-script.ts'
import { startVisitor } from '../support/visitor.ts'

let dataDir: string
let port: number
let running: RunningStart | null = null
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'porchlight-start-'))
  port = await freePort()
})
afterEach(async () => {
  await running?.end('SIGKILL')
  running = null
  await rm(dataDir, { recursive: true, force: true })
})

describe('npm start', () => {
  it('tells its progress, prints every address, serves them, and ends cleanly on Ctrl-C', async () => {
    running = await mustStart(port, dataDir)
    const { origin } = running
    expect(running.output()).toMatch(/Starting the local Appwrite\n.*Porchlight is ready after/s)
    for (const path of ['/', '/inbox', '/widget.js', '/help.html', '/v1/health/version']) {
      expect((await fetch(origin + path)).status, path).toBe(200)
    }
    expect(running.output()).toContain(
      `curl -H "Authorization: Bearer ${running.adminSecret}" ${origin}/admin/sessions`,
    )
    expect((await fetch(`${origin}/../package.json`)).status).toBe(404)
    expect((await fetch(`${origin}/%2e%2e/package.json`)).status).toBe(404)
    expect(await running.end('SIGINT')).toBe(0)
    running = null
  })

  it('serves every page with a policy that lets nothing in but its own files', async () => {
    running = await mustStart(port, dataDir)
    for (const path of ['/', '/help.html', '/inbox/']) {
      const policy = (await fetch(running.origin + path)).headers.get('content-security-policy') ?? ''
      const rules = policy.split('; ')
      expect(rules, path).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "require-trusted-types-for 'script'",
        ]),
      )
      expect(policy, path).not.toMatch(/unsafe|\*|https?:/)
    }
  })

  it('finds the data, the secrets and the sign-ins of the start before', async () => {
    running = await mustStart(port, dataDir)
    const { adminSecret } = running
    const visitor = await startVisitor(running)
    await visitor.ask('Do you take PayPal?')
    await running.end('SIGTERM')
    running = await mustStart(port, dataDir)
    expect(running.adminSecret).toBe(adminSecret)
    expect(await visitor.messages()).toMatchObject([{ text: 'Do you take PayPal?' }, { sender: 'bot' }])
  })

  it('names the data folder to the scripts, which look there alone', async () => {
    running = await mustStart(port, dataDir)
    expect(running.output()).toContain(`DATA_DIR=${dataDir} npm run view-sessions`)
    const visitor = await startVisitor(running)
    const there = await runScript('view-sessions', ['-q'], { DATA_DIR: dataDir })
    expect(there).toMatchObject({ code: 0, stdout: `${visitor.sessionId}\n` })
    const elsewhere = await runScript('view-sessions', ['-q'], { DATA_DIR: join(dataDir, 'empty') })
    expect(elsewhere.code).toBe(1)
    expect(elsewhere.stderr).toMatch(/^view-sessions: No Appwrite to talk to: .*empty.*DATA_DIR.*\n$/)
  })

  it.each([
    ['0.0.0.0', '127.0.0.1'],
    ['::', '[::1]'],
  ])('is reached at every address it was asked at, listening on %s', async (host, asked) => {
    running = await mustStart(port, dataDir, { HOST: host })
    const origin = `http://${asked}:${port}`
    expect(await (await fetch(`${origin}/`)).text()).toContain(`data-endpoint="${origin}/v1"`)
    const config = await fetch(`${origin}/inbox/config.json`, { headers: { referer: `${origin}/inbox/` } })
    expect(await config.json()).toMatchObject({ endpoint: `${origin}/v1` })
    const called = await fetch(`${origin}/v1/functions/chat/executions`, {
      method: 'POST',
      headers: {
        origin: 'http://shop.test',
        'content-type': 'application/json',
        'x-appwrite-project': running.projectId,
      },
      body: JSON.stringify({ path: '/settings', method: 'GET' }),
    })
    expect(called.headers.get('access-control-allow-origin')).toBe('http://shop.test')
    expect(called.status).toBe(201)
    for (const address of networkAddresses()) {
      if (host === '0.0.0.0') expect(running.output()).toContain(`http://${address}:${port}/`)
    }
  })

  it('is reached through a proxy, at whatever path', async () => {
    running = await mustStart(port, dataDir)
    const page = async (headers: Record<string, string>) =>
      /data-endpoint="(.*)"/.exec(await (await fetch(`${running?.origin}/`, { headers })).text())?.[1]
    const named = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'chat.example.com' }
    expect(await page({ ...named, 'x-forwarded-prefix': '/chat/' })).toBe('https://chat.example.com/chat/v1')
    // Relative to the page, which lies at that path.
    expect(await page(named)).toBe('v1')
    const config = await fetch(`${running.origin}/inbox/config.json`, {
      headers: { referer: 'https://chat.example.com/chat/inbox/' },
    })
    expect(await config.json()).toMatchObject({ endpoint: 'https://chat.example.com/chat/v1' })
    const inbox = await fetch(`${running.origin}/inbox`, { redirect: 'manual' })
    expect(inbox.headers.get('location')).toBe('inbox/')
  })

  it('says in one line what is wrong with an address or a folder', async () => {
    const ended = await runStart(port, dataDir, { HOST: '192.0.2.77' })
    expect(ended).toMatchObject({
      code: 1,
      output: expect.stringMatching(/(?:^|\n)HOST is "192.0.2.77": .*0\.0\.0\.0.*\n$/),
    })
    const file = join(dataDir, 'file')
    await writeFile(file, '')
    expect(await runStart(port, file)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/(?:^|\n)The data folder can’t be made .*DATA_DIR\.\n$/),
    })
  })

  it('says what to do when the port is taken', async () => {
    running = await mustStart(port, dataDir)
    const second = await runStart(port, join(dataDir, 'second'))
    expect(second).toMatchObject({
      code: 1,
      output: expect.stringContaining(
        `Port ${port} is in use by another program. End it, or choose another port: PORT=${port + 1} npm start`,
      ),
    })
  })

  it('refuses a database that is newer or broken, says so, and leaves it untouched', async () => {
    running = await mustStart(port, dataDir)
    await running.end('SIGTERM')
    running = null
    const { readFile, readdir } = await import('node:fs/promises')
    const { DatabaseSync } = await import('node:sqlite')
    const folder = join(dataDir, 'appwrite')
    const name = (await readdir(folder)).find((one) => /\.(db|sqlite)$/.test(one))
    const file = join(folder, name ?? '')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 9999')
    database.close()
    const newer = await readFile(file)
    const refused = await runStart(port, dataDir)
    expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/newer/) })
    expect((await readFile(file)).equals(newer)).toBe(true)
    await writeFile(file, 'this is no database'.repeat(500))
    const broken = await readFile(file)
    expect(await runStart(port, dataDir)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/is not a SQLite database.*left untouched/),
    })
    expect((await readFile(file)).equals(broken)).toBe(true)
  })

  it('killed with -9 in the middle of everything has lost no message that was answered', async () => {
    running = await mustStart(port, dataDir)
    const visitors = await Promise.all([1, 2, 3, 4].map(() => startVisitor(running ?? never())))
    const answered: string[] = []
    let isKilled = false
    const chatter = visitors.map(async (visitor, number) => {
      for (let count = 0; !isKilled; count++) {
        const text = `message ${count} of visitor ${number}`
        const sent = await visitor.send(text).catch(() => null)
        if (sent?.status === 200) answered.push(`${visitor.sessionId} ${text}`)
        if (answered.length === 60 && !isKilled) {
          isKilled = true
          await running?.end('SIGKILL')
        }
      }
    })
    await Promise.all(chatter)
    running = await mustStart(port, dataDir)
    const stored = new Set<string>()
    for (const visitor of visitors) {
      for (const message of await running.repositories.messages.newest(visitor.sessionId, 200)) {
        stored.add(`${visitor.sessionId} ${message.text}`)
      }
    }
    expect(answered.length).toBeGreaterThanOrEqual(60)
    expect(answered.filter((one) => !stored.has(one))).toEqual([])
  })
})

function never(): never {
  throw new Error('not running')
}

function networkAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
}
