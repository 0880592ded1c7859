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
