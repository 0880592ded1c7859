import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newMessageId } from '../../contract/ids.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

let stack: Stack
let visitor: Visitor
beforeAll(async () => {
  stack = await startStack()
  visitor = await startVisitor(stack)
  await visitor.send('I want to talk to a person')
})
afterAll(() => stack.close())

const script = (name: string, ...args: string[]) => runScript(name, args, stack.environment)

describe('reply-session', () => {
  it('is refused while nobody holds the session, and then stores a reply once', async () => {
    const id = newMessageId()
    const refused = await script('reply-session', visitor.sessionId, '--id', id, 'Good morning')
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.stderr).toContain('No agent is assigned to this session.')
    await script('assign-session', visitor.sessionId, '--agent', stack.agent.email)
    expect(await script('reply-session', visitor.sessionId, '--id', id, 'Good morning')).toMatchObject({
      code: 0,
      stderr: `${id} stored\n`,
    })
    const again = await script('reply-session', visitor.sessionId, '--id', id, 'Good morning', '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ messageId: id, sender: 'agent', text: 'Good morning' })
    const replies = (await visitor.messages()).filter(({ sender }) => sender === 'agent')
    expect(replies.map(({ text, authorName }) => [text, authorName])).toEqual([
      ['Good morning', stack.agent.name],
    ])
  })

  it('says what is wrong with how it was called', async () => {
    for (const args of [
      [],
      [visitor.sessionId],
      ['../me', 'x'],
      [visitor.sessionId, ' '],
      [visitor.sessionId, 'a', 'b'],
    ])
      expect(await script('reply-session', ...args)).toMatchObject({ code: 2, stdout: '' })
    expect(await script('reply-session', 's_nowhere', 'x')).toMatchObject({ code: 3 })
  })
})

describe('close-session', () => {
  it('closes several, says which were closed already, and opens them again', async () => {
    const other = await startVisitor(stack)
    await other.send('Hello')
    const closed = await script('close-session', visitor.sessionId, other.sessionId)
    expect(closed).toMatchObject({ code: 0, stdout: '' })
    expect((await visitor.session()).status).toBe('closed')
    const again = await script('close-session', visitor.sessionId, '--json')
    expect(again.stderr).toContain('(it was already)')
    expect(JSON.parse(again.stdout)).toMatchObject([{ sessionId: visitor.sessionId, status: 'closed' }])
    const some = await script('close-session', 's_nowhere', other.sessionId, '--json')
    expect(some).toMatchObject({ code: 3 })
    expect(some.stderr).toContain('s_nowhere: There is no such session.')
    expect(JSON.parse(some.stdout)).toMatchObject([{ sessionId: other.sessionId }])
    expect(await script('close-session', '--reopen', visitor.sessionId, other.sessionId)).toMatchObject({
      code: 0,
    })
    expect([(await visitor.session()).status, (await other.session()).status]).toEqual(['active', 'active'])
  })

  it('says what is wrong with how it was called', async () => {
    expect(await script('close-session')).toMatchObject({ code: 2 })
    expect(await script('close-session', 's_nowhere')).toMatchObject({ code: 3 })
  })
})

describe('view-sessions', () => {
  const view = (...args: string[]) => script('view-sessions', ...args)
  const ids = async (...args: string[]) => (await view('-q', ...args)).stdout.trim().split('\n')

  it('lists in the order that is asked for, within the time that is asked for', async () => {
    const first = await startVisitor(stack)
    await first.send('First of two')
    const between = new Date().toISOString()
    const second = await startVisitor(stack)
    await second.send('Second of two')
    const both = [first.sessionId, second.sessionId]
    const order = async (sort: string) => (await ids(`--sort=${sort}`)).filter((id) => both.includes(id))
    expect(await order('created')).toEqual(both)
    expect(await order('-created')).toEqual(both.toReversed())
    await first.send('Once more')
    expect(await order('-lastSeen')).toEqual(both)
    expect(await order('lastSeen')).toEqual(both.toReversed())
    expect(await ids('--until', between)).not.toContain(second.sessionId)
    expect(await ids('--since', between)).toContain(second.sessionId)
  })

  it('prints lines of JSON and CSV with the fields that are asked for, and no formula', async () => {
    const hostile = await startVisitor(stack)
    await hostile.send('=1+2, "quoted"')
    const asked = ['--search', hostile.sessionId, '--fields', 'sessionId,chatName,messageCount,needsHuman']
    const [line = '', ...rest] = (await view('--ndjson', ...asked)).stdout.trim().split('\n')
    expect(rest).toEqual([])
    expect(Object.keys(JSON.parse(line) as object)).toEqual([
      'sessionId',
      'chatName',
      'messageCount',
      'needsHuman',
    ])
    const csv = (await view('--csv', ...asked)).stdout
    expect(csv.split('\r\n')[0]).toBe('sessionId,chatName,messageCount,needsHuman')
    expect(csv).toContain(`${hostile.sessionId},"'=1+2, ""quoted""",`)
    const all = (await view('--csv', '--search', hostile.sessionId)).stdout.split('\r\n')[0]
    expect(all).toMatch(/^sessionId,chatName,status,.*,userMeta,theme$/)
  })

  it('ends with 8 where that is asked and somebody who is listed waits', async () => {
    const waiting = await startVisitor(stack)
    await waiting.ask('I want to talk to a person')
    const asked = ['--search', waiting.sessionId, '--exit-status', '-q']
    expect(await view(...asked)).toMatchObject({ code: 8, stdout: `${waiting.sessionId}\n` })
    expect(await view(...asked, '--status', 'closed')).toMatchObject({ code: 0 })
    await script('close-session', waiting.sessionId)
    expect(await view(...asked)).toMatchObject({ code: 0 })
  })

  it.each([
    [['--sort', 'name'], '--sort is one of'],
    [['--json', '--fields', 'nonsense'], '--fields are of sessionId,'],
    [['--fields', 'sessionId'], '--fields goes with'],
    [['--json', '--csv'], 'Give one of --json, --csv.'],
    [['--until', 'soon'], 'is no time'],
  ])('refuses %j and says why', async (args, problem) => {
    const refused = await view(...args)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain(problem)
  })
})
