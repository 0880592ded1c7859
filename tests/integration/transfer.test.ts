import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Functions, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import { callAdmin } from '../support/admin.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

const HOSTILE = '=HYPERLINK("http://evil.example")\n<img src=x onerror=alert(1)>,"\u001b[31m'

let from: Stack
let to: Stack
let folder: string
let visitor: Visitor

beforeAll(async () => {
  ;[from, to, folder] = await Promise.all([startStack(), startStack(), mkdtemp(join(tmpdir(), 'transfer-'))])
  // What is imported stays as it is: upkeep would close and delete what is old.
  const client = new Client().setEndpoint(to.endpoint).setProject(to.projectId).setKey(to.apiKey)
  await new Functions(client).update({ functionId: 'upkeep', name: 'Upkeep', enabled: false })
  visitor = await startVisitor(from, { userMeta: { name: 'Zoë' } })
  await visitor.ask('How long does shipping take?')
  await visitor.send(HOSTILE)
  await callAdmin(from, 'POST', adminPaths.notes(visitor.sessionId), { text: 'A note' })
  await callAdmin(from, 'PUT', adminToolPaths.tag(visitor.sessionId, 'billing'))
  const other = await startVisitor(from)
  await other.send('I want to talk to a person')
})
afterAll(async () => {
  await Promise.all([from.close(), to.close()])
  await rm(folder, { recursive: true })
})

const exported = (stack: Stack, ...args: string[]) => runScript('export-sessions', args, stack.environment)
const imported = (stack: Stack, ...args: string[]) => runScript('import-sessions', args, stack.environment)
const inFolder = (name: string) => join(folder, name)

/** Lines without the place that a row has in its own project. */
function placeless(ndjson: string): readonly unknown[] {
  return ndjson
    .trim()
    .split('\n')
    .map((line) => {
      const { kind, row } = JSON.parse(line) as { kind: string; row: object }
      return { kind, row: { ...row, $sequence: 0 } }
    })
}

describe('an export as lines', () => {
  it('is the same after it was imported in another project, with ids, times and order, and importing again changes nothing', async () => {
    const file = inFolder('all.ndjson')
    const written = await exported(from, '--out', file)
    expect(written).toMatchObject({ code: 0, stdout: '' })
    expect(written.stderr).toMatch(/^2 sessions, \d+ messages, 1 note\./m)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const tried = await imported(to, file, '--dry-run', '--json')
    expect(tried).toMatchObject({ code: 0 })
    expect(JSON.parse(tried.stdout)).toMatchObject({ sessions: 2, notes: 1, tags: 1, present: 0 })
    expect((await exported(to)).stdout).toBe('')

    expect(await imported(to, file)).toMatchObject({ code: 0 })
    const again = await exported(to)
    expect(placeless(again.stdout)).toEqual(placeless(await readFile(file, 'utf8')))
    const twice = await imported(to, file, '--json')
    expect(JSON.parse(twice.stdout)).toMatchObject({ sessions: 0, messages: 0, notes: 0, tags: 0 })
    expect((await exported(to)).stdout).toBe(again.stdout)
    expect(await runScript('verify-chats-stored', [], to.environment)).toMatchObject({ code: 0 })
  })

  it('of one session holds that alone, also as JSON that can be imported', async () => {
    const lines = await exported(from, visitor.sessionId)
    expect(new Set(lines.stdout.match(/s_[0-9a-f]{32}/g))).toEqual(new Set([visitor.sessionId]))
    const json = inFolder('one.json')
    expect(await exported(from, visitor.sessionId, '--out', json)).toMatchObject({ code: 0 })
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject([
      { session: { $id: visitor.sessionId }, notes: [{ text: 'A note' }] },
    ])
    const read = await imported(from, json, '--json')
    expect(JSON.parse(read.stdout)).toMatchObject({ sessions: 0, messages: 0, notes: 0 })
  })
})

describe('an export to read', () => {
  it('as CSV has a line for each message, and no formula', async () => {
    const { stdout } = await exported(from, visitor.sessionId, '--format', 'csv')
    const lines = stdout.split('\r\n')
    expect(lines[0]).toBe('sessionId,chatName,status,createdAt,sender,author,event,text')
    expect(stdout).toContain(`,"'=HYPERLINK(""http://evil.example"")\n<img src=x onerror=alert(1)>,"""\r\n`)
    expect(stdout).toContain(',note,,,A note')
    expect(stdout).not.toContain('\u001b')
  })

  it('as a page has everybody’s words as words, and runs nothing', async () => {
    const file = inFolder('page.html')
    expect(await exported(from, '--out', file)).toMatchObject({ code: 0 })
    const page = await readFile(file, 'utf8')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).not.toMatch(/<img|<script/)
    expect(page).not.toContain('\u001b')
    expect(page).toContain('from “Shipping times”')
    expect(page.match(/<article>/g)).toHaveLength(2)
    expect(page).toContain('A person was asked for')
    expect(page).toContain('<dt>name</dt><dd dir="auto">Zoë</dd>')
    expect(page).toContain('A note')
    const shared = await exported(from, '--format', 'html', '--without-notes')
    expect(shared.stdout).not.toContain('A note')
  })
})

describe('wrong usage', () => {
  it.each([
    [['--out', '/tmp/x.xml'], 2, '--format is one of ndjson, json, csv, html.'],
    [['--format', 'xml'], 2, '--format is one of ndjson, json, csv, html.'],
    [['--limit', '0'], 2, '--limit takes a whole number'],
    [['s_1', '--since', '2d'], 2, 'Name sessions, or say which by flags.'],
    [['s_nowhere'], 3, 'There is no session s_nowhere.'],
  ])('of export-sessions %j ends with %i and says why', async (args, code, problem) => {
    const result = await exported(from, ...args)
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(problem)
  })

  it('of import-sessions, a file that is none, or is broken, stores nothing and says where', async () => {
    expect(await imported(to)).toMatchObject({ code: 2 })
    const missing = await imported(to, inFolder('nowhere'))
    expect(missing).toMatchObject({ code: 2 })
    expect(missing.stderr).toContain('can’t be read')
    const before = (await exported(to)).stdout
    const session = { $id: 's_new', sessionId: 's_new', $createdAt: NOW, $updatedAt: NOW, lastSeen: NOW }
    const line = (kind: string, row: object) => JSON.stringify({ kind, row })
    const broken = {
      'Line 2 of': [line('session', session), line('message', { ...session, text: 4 })].join('\n'),
      'comes before its session': line('message', { ...session, $id: 'm_new', text: 'x' }),
      'is no export': '{"rows": 3}',
      'has a text of more than 4,000 characters': [
        line('session', session),
        line('message', { ...session, $id: 'm_new', text: 'x'.repeat(4001) }),
      ].join('\n'),
      'has a $id that Appwrite takes for none': line('session', { ...session, $id: 'a/b' }),
      'has a $createdAt that is no date': line('session', { ...session, $createdAt: 'banana' }),
      'has a $updatedAt that lies ahead': line('session', { ...session, $updatedAt: '9999-01-01T00:00:00Z' }),
      'is empty': ' \n',
      'lacks a field': JSON.stringify([{ session: { $id: 's_new' }, messages: [], notes: [] }]),
    }
    for (const [problem, text] of Object.entries(broken)) {
      await writeFile(inFolder('broken'), text)
      const result = await imported(to, inFolder('broken'))
      expect(result).toMatchObject({ code: 2 })
      expect(result.stderr).toContain(problem)
    }
    expect((await exported(to)).stdout).toBe(before)
    const piped = await imported(to, '/dev/null')
    expect(piped).toMatchObject({ code: 2 })
    expect(piped.stderr).toContain('is no file')
  })

  it('of import-sessions, a file that would write into another visitor’s chat is refused, and gives nobody the right to read', async () => {
    const theirs = await startVisitor(to)
    await theirs.send('Mine alone')
    const row = { $createdAt: NOW, $updatedAt: NOW, sessionId: theirs.sessionId, lastSeen: NOW }
    const forged = [
      { kind: 'session', row: { ...row, $id: theirs.sessionId, visitorId: visitor.credentials.userId } },
      { kind: 'message', row: { ...row, $id: 'm_forged', sender: 'agent', text: 'Pay here' } },
    ]
    await writeFile(inFolder('forged'), forged.map((one) => JSON.stringify(one)).join('\r\n'))
    const refused = await imported(to, inFolder('forged'))
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.stderr).toContain('is there already, and another visitor')
    expect((await theirs.messages()).map(({ text }) => text)).not.toContain('Pay here')

    const foreign = { ...row, $id: 's_foreign', sessionId: 's_foreign', visitorId: 'ana' }
    await writeFile(inFolder('foreign'), `\uFEFF${JSON.stringify({ kind: 'session', row: foreign })}`)
    expect(await imported(to, inFolder('foreign'))).toMatchObject({ code: 0 })
    const tables = new TablesDB(
      new Client().setEndpoint(to.endpoint).setProject(to.projectId).setKey(to.apiKey),
    )
    const stored = await tables.getRow({ databaseId: 'chat', tableId: 'sessions', rowId: 's_foreign' })
    expect(stored.$permissions).toEqual([])
  })
})

const NOW = new Date().toISOString()

describe('what others kept', () => {
  it('is imported from tables of sessions and messages, in their order, once', async () => {
    const day = NOW.slice(0, 10)
    await writeFile(
      inFolder('old.json'),
      JSON.stringify({
        ChatSession: [
          {
            session_id: '7f1c1e7e-0c52-4a71-9a3e-0f6a2f3f1d11',
            chat_name: 'Old',
            last_activity: `${day} 00:00:09`,
          },
        ],
        ChatMessage: [
          {
            id: 12,
            session_id: '7f1c1e7e-0c52-4a71-9a3e-0f6a2f3f1d11',
            sender: 'AI',
            content: 'Hello!',
            timestamp: `${day} 00:00:02`,
          },
          {
            id: 9,
            session_id: '7f1c1e7e-0c52-4a71-9a3e-0f6a2f3f1d11',
            sender: 'Human',
            content: 'Hi',
            timestamp: `${day} 00:00:01`,
          },
          {
            id: 1,
            session_id: 'without-a-session',
            sender: 'Human',
            content: 'Alone, but not lost',
            timestamp: `${day} 00:00:03`,
          },
        ],
      }),
    )
    for (const messages of [3, 0]) {
      const { stdout } = await imported(to, inFolder('old.json'), '--json')
      expect(JSON.parse(stdout)).toMatchObject({ messages })
    }
    const { stdout } = await exported(to, '7f1c1e7e-0c52-4a71-9a3e-0f6a2f3f1d11')
    expect(placeless(stdout)).toMatchObject([
      { row: { chatName: 'Old', lastSeen: `${day}T00:00:09.000+00:00`, messageCount: 2, preview: 'Hello!' } },
      { row: { sender: 'user', text: 'Hi', $createdAt: `${day}T00:00:01.000+00:00` } },
      { row: { sender: 'bot', text: 'Hello!' } },
    ])
    expect((await exported(to, 'without-a-session')).stdout).toContain('Alone, but not lost')
  })

  it('is imported from a table of user sessions and from an older collection, what is old only when asked to', async () => {
    const older = {
      $id: 's_1763614351136',
      sessionId: 's_1763614351136',
      status: 'agent_assigned',
      assignedAgent: 'agent_123',
      lastSeen: '2024-12-15T14:30:45.123Z',
      needsHuman: false,
      userMeta: '{"browser":"Chrome"}',
      theme: '{}',
      $createdAt: '2024-12-15T14:25:10.000Z',
    }
    await writeFile(inFolder('collection.json'), JSON.stringify([older]))
    const refused = await imported(to, inFolder('collection.json'))
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.stderr).toContain('1 session was last seen more than 30 days ago')
    expect(await imported(to, inFolder('collection.json'), '--even-old')).toMatchObject({ code: 0 })
    await writeFile(
      inFolder('users.json'),
      JSON.stringify({
        user_sessions: [
          {
            session_id: 'abc',
            user_id: 7,
            active_agent_id: 2,
            active_corpora: '["faq"]',
            is_active: 0,
            last_activity: NOW.replace('T', ' '),
          },
        ],
      }),
    )
    expect(await imported(to, inFolder('users.json'))).toMatchObject({ code: 0 })
    const { stdout } = await exported(to, 's_1763614351136', 'abc')
    expect(placeless(stdout)).toMatchObject([
      {
        row: {
          status: 'agent_assigned',
          assignedAgent: 'agent_123',
          $createdAt: '2024-12-15T14:25:10.000+00:00',
          userMeta: '{"browser":"Chrome"}',
        },
      },
      { row: { $id: 'abc', status: 'closed', userMeta: '{"userId":7}', bot: '2', corpora: ['faq'] } },
    ])
  })
})
