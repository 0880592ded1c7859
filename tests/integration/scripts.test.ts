import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StatsAnswer } from '../../contract/admin-answers.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { refreshSegments } from '../../functions/articles/refresh-segments.ts'
import { runScript, watchScript, type Outcome } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

let stack: Stack
let folder: string
beforeAll(async () => {
  stack = await startStack()
  await stack.repositories.settings.put({ offeredCorpora: ['winter'] })
  folder = await mkdtemp(join(tmpdir(), 'porchlight-scripts-'))
})
afterAll(async () => {
  await stack.close()
  await rm(folder, { recursive: true, force: true })
})

const run = (name: string, ...args: string[]): Promise<Outcome> => runScript(name, args, stack.environment)

async function sessionIds(...args: string[]): Promise<string[]> {
  const { stdout } = await run('view-sessions', '--json', ...args)
  const sessions: unknown = JSON.parse(stdout)
  return Array.isArray(sessions) ? sessions.map((session: { sessionId: string }) => session.sessionId) : []
}

describe('view-sessions', () => {
  it('shows every session in a table, with last seen in words, counts and statistics', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('Do you take PayPal?')
    const { code, stdout, stderr } = await run('view-sessions')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^SESSION +CHAT +VISITOR +STATUS +LAST SEEN +MESSAGES +AGENT\n/)
    expect(stdout).toMatch(
      new RegExp(
        `${visitor.sessionId} +Do you take PayPal\\? +v_\\w+ +active +(just now|\\d+ seconds ago) +2`,
      ),
    )
    expect(stderr).toMatch(/\d+ sessions?: \d+ with the bot, \d+ waiting, \d+ with an agent, \d+ closed\./)
    expect(stderr).toMatch(/Most recent activity: /)
  })

  it('--stats prints the statistics of the whole site, as the admin API has them', async () => {
    const { code, stdout } = await run('view-sessions', '--stats')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\d+ sessions?: \d+ with the bot, \d+ waiting, \d+ with an agent, \d+ closed/)
    expect(stdout).toMatch(/first reply of a person: unknown; \d+ got none/)
    const json = await run('view-sessions', '--stats', '--json')
    const { sessions } = StatsAnswer.parse(JSON.parse(json.stdout))
    expect(sessions.total).toBe((await stack.repositories.sessions.count({})).count)
    const refused = await run('view-sessions', '--stats', '--status', 'closed')
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('--stats goes with --json, not with --status')
  })

  it('as JSON gives whole ids, ISO times and opened columns, and nothing else on stdout', async () => {
    const visitor = await startVisitor(stack, { userMeta: { device: 'Desktop' }, theme: { radius: 4 } })
    await visitor.ask('thanks')
    const { stdout, stderr } = await run('view-sessions', '--json')
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        sessionId: visitor.sessionId,
        chatName: 'thanks',
        status: 'active',
        state: 'bot',
        needsHuman: false,
        assignedAgent: null,
        messageCount: 2,
        lastSeen: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        userMeta: { device: 'Desktop' },
        theme: { radius: 4 },
      }),
    )
    expect(stderr).toBe('')
  })

  it('narrows by status, need, agent, time and words', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('A question about gramophones')
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    expect(await sessionIds('--needs-human')).toEqual([visitor.sessionId])
    expect(await sessionIds('--search', 'gramophones')).toEqual([visitor.sessionId])
    expect(await sessionIds('--status', 'closed')).toEqual([])
    expect(await sessionIds('--agent', 'none', '--needs-human', '--since', '1h')).toEqual([visitor.sessionId])
    expect(await sessionIds('--limit', '1')).toHaveLength(1)
    const quiet = await run('view-sessions', '-q', '--needs-human')
    expect(quiet.stdout).toBe(`${visitor.sessionId}\n`)
    const none = await run('view-sessions', '--status', 'closed')
    expect(none).toEqual({ code: 0, stdout: '', stderr: 'No sessions match.\n' })
  })

  it('finds what stands inside of words that no blank parts, short words and signs', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('こんにちは、注文番号について教えてください 👍🏽 100% 주문번호가 v2')
    for (const words of ['番号', 'について', '注文', '教えて', '👍🏽', '0%', '번호', 'v2']) {
      expect(await sessionIds('--search', words), words).toEqual([visitor.sessionId])
    }
    expect(await sessionIds('--search', '返品')).toEqual([])
    // To Appwrite's database one emoji is as good as another, and two are two.
    expect(await sessionIds('--search', '👎👎👎')).toEqual([])
  })

  it('shows one session with its messages', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('Do you take PayPal?')
    const { stdout } = await run('view-sessions', '--session', visitor.sessionId)
    expect(stdout).toMatch(/^Session +s_/)
    expect(stdout).toMatch(
      /Visitor: Do you take PayPal\?\n.*Assistant: You’re chatting with an automated assistant\.\n.*We take Visa/s,
    )
    const json: unknown = JSON.parse(
      (await run('view-sessions', '--session', visitor.sessionId, '--json')).stdout,
    )
    expect(json).toMatchObject({
      session: { sessionId: visitor.sessionId },
      messages: [{ sender: 'user' }, { sender: 'bot', sources: [{ title: 'Payment' }] }],
    })
  })

  it('lets nothing that a visitor wrote reach the terminal as a control sequence', async () => {
    const visitor = await startVisitor(stack, { userMeta: { name: '\u001b]0;pwned\u0007' } })
    await visitor.send('\u001b[31mred\u001b[0m \u001b]52;c;ZXZpbA==\u0007 \u202egpj.exe')
    const outputs = [
      await run('view-sessions'),
      await run('view-sessions', '--session', visitor.sessionId),
      await run('verify-chats-stored', '--session', visitor.sessionId),
      await run('view-sessions', '--json'),
    ]
    for (const { stdout } of outputs) {
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    }
    expect(outputs[0]?.stdout).toContain('red')
    expect(outputs[0]?.stdout).not.toContain('\u202e')
  })

  it('watches: a line for what changed, until it is interrupted', async () => {
    const visitor = await startVisitor(stack)
    const watch = watchScript(
      'view-sessions',
      ['--watch', '--json', '--interval', '1', '--limit', '1'],
      stack.environment,
    )
    expect(JSON.parse(await watch.nextLine())).toMatchObject({
      sessionId: visitor.sessionId,
      messageCount: 0,
    })
    await visitor.send('thanks')
    expect(JSON.parse(await watch.nextLine())).toMatchObject({
      sessionId: visitor.sessionId,
      chatName: 'thanks',
    })
    expect(await watch.stop('SIGINT')).toBe(130)
  })

  it.each([
    [['--status', 'paused'], 2, /--status is one of active, agent_assigned, closed/],
    [['--since', 'soon'], 2, /Write 30m, 2h/],
    [['--since', '99999w'], 2, /Write 30m, 2h/],
    [['--limit', '0'], 2, /whole number/],
    [['--colour'], 2, /--colour/],
    [['s_123'], 2, /Unknown argument "s_123"/],
    [['--session', 's_gone'], 3, /no session s_gone/],
  ])('%j ends with code %i, a sentence on stderr and nothing on stdout', async (args, code, sentence) => {
    const outcome = await run('view-sessions', ...args)
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(outcome.stderr).toMatch(sentence)
    expect(outcome.stderr).not.toMatch(/\n\s+at /)
  })

  it('says what to do when Appwrite can’t be reached, or is only half named', async () => {
    const nowhere = { ...stack.environment, APPWRITE_ENDPOINT: 'http://127.0.0.1:1/v1' }
    expect(await runScript('view-sessions', [], nowhere)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('npm start'),
    })
    const half = { APPWRITE_ENDPOINT: stack.endpoint }
    expect(await runScript('view-sessions', [], half)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('APPWRITE_PROJECT_ID and APPWRITE_API_KEY'),
    })
  })

  it('has help with examples, and a version', async () => {
    expect((await run('view-sessions', '--help')).stdout).toMatch(/^Examples:/)
    expect((await run('view-sessions', '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('verify-chats-stored', () => {
  it('is content when everything is stored', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const { code, stderr } = await run('verify-chats-stored')
    expect(stderr).toMatch(/^All stored: \d+ messages? of \d+ sessions?/)
    expect(code).toBe(0)
  })

  it('lists a wrong counter and a message without a session, and ends with 1', async () => {
    const [wrong, orphan] = await Promise.all([startVisitor(stack), startVisitor(stack)])
    await Promise.all([wrong.ask('thanks'), orphan.ask('thanks')])
    await stack.repositories.sessions.touch(wrong.sessionId, {}, 3)
    await stack.repositories.sessions.remove(orphan.sessionId)
    const { code, stdout } = await run('verify-chats-stored')
    expect(code).toBe(1)
    expect(stdout).toContain(`count\t${wrong.sessionId}\tthe session counts 5 messages, 2 are stored`)
    expect(stdout).toContain(`orphan\t${orphan.sessionId}\t2 messages belong to no session`)
    const json: unknown = JSON.parse((await run('verify-chats-stored', '--json')).stdout)
    expect(json).toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ kind: 'orphan' })]),
    })
    await stack.repositories.sessions.touch(wrong.sessionId, { messageCount: 2 }, 0)
    await stack.repositories.messages.removeAllOf(orphan.sessionId)
  })
})

describe('assign-session', () => {
  let visitor: Visitor
  it('gives a session to an agent by mail address, takes it away, and gives it to the bot', async () => {
    visitor = await startVisitor(stack)
    await visitor.send('thanks')
    const assigned = await run('assign-session', visitor.sessionId, '--agent', stack.agent.email)
    expect(assigned).toMatchObject({ code: 0, stderr: expect.stringContaining('held by Ana Reyes') })
    const again = await run('assign-session', visitor.sessionId, '--agent', stack.agent.userId)
    expect(again.stderr).toContain('it was already')
    const released = await run('assign-session', visitor.sessionId, '--release', '--json')
    expect(JSON.parse(released.stdout)).toMatchObject({ state: 'waiting' })
    expect((await run('assign-session', visitor.sessionId, '--bot')).code).toBe(0)
    expect(await visitor.session()).toMatchObject({ status: 'active', needsHuman: false })
  })

  it.each([
    [['s_gone', '--release'], 3],
    [['s_gone', '--agent', 'nobody'], 3],
    [['s_gone'], 2],
    [['s_gone', '--bot', '--release'], 2],
    [['--release'], 2],
  ])('%j ends with code %i', async (args, code) => {
    expect(await run('assign-session', ...args)).toMatchObject({ code, stdout: '' })
  })

  it('with a wrong secret ends with 4', async () => {
    const environment = { ...stack.environment, ADMIN_SECRET: 'wrong' }
    const outcome = await runScript('assign-session', [visitor.sessionId, '--release'], environment)
    expect(outcome).toMatchObject({ code: 4, stderr: expect.stringContaining('ADMIN_SECRET') })
  })
})

describe('view-sessions --agent', () => {
  it('takes a mail address or a name, as assign-session does', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Held by name')
    await run('assign-session', visitor.sessionId, '--agent', stack.agent.email)
    for (const agent of [stack.agent.email.toUpperCase(), stack.agent.name, stack.agent.userId]) {
      expect(await sessionIds('--agent', agent), agent).toContain(visitor.sessionId)
    }
  })

  it('shows what an agent holds who has left the team, by the id', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Held by somebody who left')
    const held = { status: 'agent_assigned', assignedAgent: 'left', agentName: 'Left' } as const
    await stack.repositories.sessions.touch(visitor.sessionId, held, 0)
    expect(await sessionIds('--agent', 'left')).toEqual([visitor.sessionId])
  })

  it('ends with 3 for an agent who is unknown', async () => {
    expect(await run('view-sessions', '--agent', 'nobody@example.com')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('No member of the team agents is "nobody@example.com"'),
    })
  })
})

describe('cleanup-sessions', () => {
  it('says what would go, and deletes it only with --yes', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const lastSeen = new Date(Date.now() - 100 * 86_400_000).toISOString()
    await stack.repositories.sessions.touch(visitor.sessionId, { lastSeen }, 0)
    const dry = await run('cleanup-sessions', '--days', '90')
    expect(dry.stderr).toMatch(/^Would delete 1 session with 2 messages.*Nothing was changed; add --yes/)
    expect(await stack.repositories.sessions.get(visitor.sessionId)).not.toBeNull()
    const done = await run('cleanup-sessions', '--days', '90', '--yes', '--json')
    expect(JSON.parse(done.stdout)).toMatchObject({ dryRun: false, sessions: 1, messages: 2 })
    expect(await stack.repositories.sessions.get(visitor.sessionId)).toBeNull()
  })

  it.each(['x', '36501', '99999'])('refuses %s days', async (days) => {
    expect(await run('cleanup-sessions', '--days', days)).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('the admin secret of the environment', () => {
  it('counts for the local server too, so that a wrong one is told', async () => {
    const local = { DATA_DIR: stack.dataDir, ADMIN_SECRET: 'wrong in every letter' }
    const visitor = await startVisitor(stack)
    expect(await runScript('assign-session', [visitor.sessionId, '--bot'], local)).toMatchObject({ code: 4 })
    const right = { DATA_DIR: stack.dataDir }
    expect(await runScript('assign-session', [visitor.sessionId, '--bot'], right)).toMatchObject({ code: 0 })
  })
})

describe('import-articles', () => {
  it('reads JSON and Markdown, and imports the same article once', async () => {
    const json = join(folder, 'faq.json')
    const markdown = join(folder, 'parking.md')
    await writeFile(
      json,
      JSON.stringify([
        { title: 'Snow', body: 'We clear the snow before nine.', url: 'https://example.com/snow' },
      ]),
    )
    await writeFile(markdown, '# Parking\n\nPark behind the house.\n')
    for (let count = 0; count < 2; count++) {
      expect(await run('import-articles', '--corpus', 'winter', json, markdown)).toMatchObject({ code: 0 })
    }
    const stored = await stack.repositories.articles.ofCorpora(['winter'])
    expect(stored.map(({ title, body }) => [title, body])).toEqual([
      ['Snow', 'We clear the snow before nine.'],
      ['Parking', 'Park behind the house.'],
    ])
    const visitor = await startVisitor(stack, { corpora: ['winter'] })
    // A warm bot looks for changes every ten seconds.
    stack.coldStart('bot')
    expect((await visitor.ask('Where can I park?')).text).toContain('Park behind the house.')
    // A corpus that Appwrite takes for the same.
    const values = { title: 'Skis', body: 'In the cellar.', url: null, questions: [], keywords: [] }
    await stack.repositories.articles.put('a_skis', { ...values, corpus: 'Wintér' })
    expect(await run('import-articles', '--corpus', 'winter', '--replace', json)).toMatchObject({
      stderr: expect.stringContaining('1 others are gone'),
    })
    expect(await stack.repositories.articles.ofIds(['a_skis'])).toHaveLength(1)
    await stack.repositories.articles.remove('a_skis')
  })

  it.each([
    ['no list', '{}', /is no list of articles/],
    ['an empty title', '[{"title":" ","body":"x"}]', /article 1 is not right: title/],
    [
      'a link that runs code',
      '[{"title":"a","body":"x"},{"title":"b","body":"x","url":"javascript:alert(1)"}]',
      /article 2 .*url/,
    ],
    ['broken JSON', '[\n{\nx', /JSON/],
  ])('refuses a file with %s, names the place, imports nothing', async (_, text, sentence) => {
    const file = join(folder, 'faulty.json')
    await writeFile(file, text)
    const before = (await stack.repositories.articles.ofCorpora([])).length
    const outcome = await run('import-articles', file)
    expect(outcome.code).toBe(2)
    expect(outcome.stderr).toMatch(sentence)
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1)
    expect((await stack.repositories.articles.ofCorpora([])).length).toBe(before)
  })

  const list = '[{"title":"Größe","body":"Drei Tage."}]'
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${list}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${list}`, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${list}`, 'utf16le').swap16()],
    ['UTF-16LE without one', Buffer.from(list, 'utf16le')],
    ['lines of Windows', Buffer.from(list.replace(',', ',\r\n'))],
  ])('reads a file in %s', async (_, bytes) => {
    const file = join(folder, 'encoded.json')
    await writeFile(file, bytes)
    expect(await run('import-articles', '--corpus', 'encoded', '--replace', file)).toMatchObject({ code: 0 })
    expect(await stack.repositories.articles.ofCorpora(['encoded'])).toMatchObject([
      { title: 'Größe', body: 'Drei Tage.' },
    ])
  })

  it.each([
    ['Windows-1252', Buffer.from('# Gr\xf6\xdfe\n\nDrei Tage.', 'latin1'), /not UTF-8, perhaps Windows-1252/],
    ['Shift_JIS', Buffer.from('83652083588367208389208343', 'hex'), /not UTF-8, perhaps Shift_JIS/],
    ['UTF-32', Buffer.from('fffe0000230000002000000041000000', 'hex'), /is UTF-32/],
    ['UTF-32 without a mark', Buffer.from('230000002000000041000000', 'hex'), /is UTF-32/],
    ['no text at all', Buffer.from('# A\n\u0001\u0002'), /control characters/],
    ['a field in blocks', Buffer.from('---\ntitle: >\n  A\n---\nB'), /"title" is not plain text/],
  ])('refuses a file in %s, and says which it is', async (_, bytes, sentence) => {
    const file = join(folder, 'refused.md')
    await writeFile(file, bytes)
    const outcome = await run('import-articles', '--dry-run', file)
    expect(outcome.code).toBe(2)
    expect(outcome.stderr).toMatch(sentence)
    expect(outcome.stderr).toContain(file)
  })

  it.each([
    [
      'YAML',
      '---\ntitle: "Opening: hours" # shown\ntags: [a, b]\nurl: https://example.com/h\n---\n\n# Hours\n\nNine.',
      'Opening: hours',
      '# Hours\n\nNine.',
    ],
    ['TOML', '+++\r\ntitle = "Hours"\r\n+++\r\nNine.\r\nTen.', 'Hours', 'Nine.\nTen.'],
    ['none of ours', '---\nlayout: page\n---\n# Hours #\nNine.', 'Hours', 'Nine.'],
    ['a rule instead', '---\nNine.\n---\n# Hours\n', 'Hours', '---\nNine.\n---'],
    ['an underlined title', 'Hours\n=====\n\nNine.', 'Hours', 'Nine.'],
    ['a comment in code', '```\n# not this\n```\n# Hours\nNine.', 'Hours', '```\n# not this\n```\n\nNine.'],
    ['no heading', 'Nine.', 'front', 'Nine.'],
  ])('takes a Markdown text with front matter apart: %s', async (_, text, title, body) => {
    const file = join(folder, 'front.md')
    await writeFile(file, text)
    expect(await run('import-articles', '--corpus', 'front', '--replace', file)).toMatchObject({ code: 0 })
    expect(await stack.repositories.articles.ofCorpora(['front'])).toMatchObject([{ title, body }])
  })

  it.each([
    ['lines', 'questions:\n  - How late is it?\n  - "Open, or shut?"\nkeywords:\n- times\n- clock'],
    ['brackets', 'questions: [How late is it?, "Open, or shut?"]\nkeywords: [times, clock]'],
    ['commas', 'questions: How late is it?, "Open, or shut?"\nkeywords: times, clock'],
  ])('takes how visitors ask for an article from its front matter: %s', async (_, lists) => {
    const file = join(folder, 'asked.md')
    await writeFile(file, `---\ntitle: Hours\n${lists}\n---\nNine.`)
    expect(await run('import-articles', '--corpus', 'asked', file)).toMatchObject({ code: 0 })
    expect(await stack.repositories.articles.ofCorpora(['asked'])).toMatchObject([
      { title: 'Hours', questions: ['How late is it?', 'Open, or shut?'], keywords: ['times', 'clock'] },
    ])
  })

  it('takes them from JSON too, and leaves none of an earlier import; the bot’s index has the articles at once', async () => {
    const file = join(folder, 'asked.json')
    const given = { title: 'Hours', body: 'Nine.', corpus: 'asked', questions: ['When?'] }
    await writeFile(file, JSON.stringify([given]))
    expect(await run('import-articles', file)).toMatchObject({ code: 0 })
    const [article] = await stack.repositories.articles.ofCorpora(['asked'])
    expect(article).toMatchObject({ questions: ['When?'], keywords: [] })
    expect(await refreshSegments(stack.repositories, () => true)).toBe(true)
    await writeFile(file, JSON.stringify([{ ...given, keywords: ['x'.repeat(81)] }]))
    expect(await run('import-articles', file)).toMatchObject({ code: 2 })
  })

  it('refuses two articles of one title in one corpus, however they are spelled', async () => {
    const twins = join(folder, 'twins.json')
    const other = join(folder, 'other.md')
    await writeFile(
      twins,
      '[{"title":"Caf\u00e9","body":"first"},{"title":"Café","body":"second","corpus":"b"}]',
    )
    await writeFile(other, '# Cafe\u0301 \n\nthird')
    expect(await run('import-articles', '--dry-run', twins)).toMatchObject({ code: 0 })
    expect(await run('import-articles', '--dry-run', twins, other)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('each contain an article with the title "Café" in the corpus "shop"'),
    })
    expect(await run('import-articles', '--dry-run', twins, '--corpus', 'b')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${twins} contains two articles`),
    })
  })

  describe('without --corpus', () => {
    const file = () => join(folder, 'unnamed.md')
    const settings = (corpora: string[], offeredCorpora: string[] = []) =>
      stack.repositories.settings.put({ corpora, offeredCorpora })
    beforeAll(() => writeFile(file(), '# Moonlight\n\nWe sell moonlight by the metre.\n'))
    afterAll(() => settings(['shop'], ['winter']))

    it('puts articles where the site looks for them', async () => {
      await settings(['moon'])
      expect(await run('import-articles', file())).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('The bot uses them within ten seconds.'),
      })
      expect(await stack.repositories.articles.ofCorpora(['moon'])).toMatchObject([{ title: 'Moonlight' }])
      expect(await stack.repositories.articles.ofCorpora(['default'])).toEqual([])
    })

    it('wants to know the corpus where the settings name several', async () => {
      await settings(['moon', 'sun'])
      expect(await run('import-articles', file())).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('names no corpus, and the settings name several'),
      })
    })
  })

  it('says which corpora the bot does not use, and what to set', async () => {
    const file = join(folder, 'unused.md')
    await writeFile(file, '# Sand\n\nOn the beach.\n')
    const unused = await run('import-articles', '--corpus', 'beach', file)
    expect(unused.stderr).toMatch(/does not use "beach": the settings name "shop".*"offeredCorpora"/)
    expect(unused.stderr).not.toContain('within ten seconds')
    const offered = await run('import-articles', '--corpus', 'winter', file)
    expect(offered.stderr).toMatch(/uses those of "winter" on pages that ask for it/)
  })

  it('says in a dry run what would be deleted, and deletes nothing', async () => {
    const [one, two] = [join(folder, 'one.md'), join(folder, 'two.md')]
    await writeFile(one, '# Stays\n\nYes.\n')
    await writeFile(two, '# Goes away\n\nNo.\n')
    await run('import-articles', '--corpus', 'dry', one, two)
    const dry = await run('import-articles', '--corpus', 'dry', '--replace', '--dry-run', one)
    expect(dry.stderr).toContain('Would delete "Goes away" of the corpus "dry".')
    expect(dry.stderr).toContain('1 others would be deleted. Nothing was changed.')
    expect(await stack.repositories.articles.ofCorpora(['dry'])).toHaveLength(2)
  })
})
