import { Client, Functions, TablesDB } from 'appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as chatPaths from '../../contract/chat-paths.ts'
import { answerIdFor, newMessageId } from '../../contract/ids.ts'
import { libraryOf } from '../../functions/articles/library.ts'
import { createSearch } from '../../functions/bot/search.ts'
import { createBesideTheLine } from '../../functions/bot/beside-the-line.ts'
import type { BotCall } from '../../functions/bot/bot-call.ts'
import { takeTurn } from '../../functions/bot/take-turn.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import { callAdmin } from '../support/admin.ts'
import { withoutBot } from '../support/change-function.ts'
import { eventually } from '../support/eventually.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callChat, messageIn, sessionIn, startVisitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  await stack.repositories.settings.put({ offeredCorpora: ['trade'], messagesPerMinute: 0 })
})
afterAll(() => stack.close())

/** The bot's call without its own process: between two of its steps something else can happen. */
const callOf = (repositories: Repositories): BotCall => ({
  repositories,
  searchIn: () => createSearch(async () => libraryOf([])),
  model: null,
  besideTheLine: createBesideTheLine(),
  settings: () => repositories.settings.get(),
  reportError: () => undefined,
})

describe('the bot', () => {
  it.each([
    ['How long does shipping take?', 'Shipping times', /2 to 3 working days/],
    ['can i return a candle', 'Returns and refunds', /within 30 days/],
    ['Do you take PayPal?', 'Payment', /PayPal/],
    ['my glass arrived broken', 'Something arrived broken', /send a new one/],
  ])('answers "%s" from the article that says it, with the source', async (question, title, words) => {
    const visitor = await startVisitor(stack)
    const answer = await visitor.ask(question)
    expect(answer).toMatchObject({ sender: 'bot', state: 'complete' })
    expect(answer.text).toMatch(words)
    expect(JSON.parse(answer.sources ?? '[]')).toMatchObject([
      { title, url: expect.stringContaining(`${stack.origin}/help.html#`) },
    ])
    expect(await visitor.session()).toMatchObject({
      messageCount: 2,
      previewSender: 'bot',
      // Not that a bot writes, as every first answer says.
      preview: expect.not.stringContaining('automated assistant'),
      needsHuman: false,
    })
  })

  it.each(['What is the meaning of life?', 'how will the weather be tomorrow', '???', '🕯️'])(
    'says that it does not know "%s", and offers a person',
    async (question) => {
      const visitor = await startVisitor(stack)
      const answer = await visitor.ask(question)
      expect(answer.answerKind).toBe('unknown')
      expect(answer.text).toMatch(/I don’t know.*talk to a person\?/)
      expect(answer.sources).toBeNull()
      expect((await visitor.session()).needsHuman).toBe(false)
    },
  )

  it('answers only from the session’s own corpora', async () => {
    const visitor = await startVisitor(stack, { corpora: ['trade'] })
    expect((await visitor.ask('How long does shipping take?')).text).toMatch(/I don’t know/)
  })

  it('goes on from the question before', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('What are the delivery costs?')
    const answer = await visitor.ask('And to Norway?')
    expect(answer.text).toMatch(/Norway/)
  })

  it('hands over when it is asked for a person, with reason and summary', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('Do you take PayPal?')
    const event = await visitor.ask('Can I talk to a real person please')
    expect(event).toMatchObject({ sender: 'system', event: 'escalated' })
    expect(await visitor.session()).toMatchObject({
      status: 'active',
      needsHuman: true,
      waitingSince: expect.any(String),
      escalationReason: 'The visitor asked for a person',
      escalationSummary: expect.stringContaining('“Do you take PayPal?”'),
    })
  })

  it('takes "yes please" to its offer for a yes', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('What is the meaning of life?')
    expect(await visitor.ask('yes please')).toMatchObject({ event: 'escalated' })
  })

  it('is silent while somebody waits, and while an agent holds the session', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    const waiting = messageIn(await visitor.send('How long does shipping take?'))
    await turn(visitor.sessionId, waiting.$id)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    const held = messageIn(await visitor.send('How long does shipping take?'))
    await turn(visitor.sessionId, held.$id)
    expect((await visitor.messages()).filter((message) => message.sender === 'bot')).toEqual([])
    expect(await visitor.session()).toMatchObject({ messageCount: 2, assignedAgent: stack.agent.userId })
  })

  it('answers a message once, however often its turn is started', async () => {
    const visitor = await startVisitor(stack)
    const sent = messageIn(await visitor.send('Do you take PayPal?'))
    await Promise.all([1, 2, 3, 4].map(() => turn(visitor.sessionId, sent.$id)))
    const messages = await eventually('the answer', async () => {
      const found = await visitor.messages()
      return found.length > 1 && found
    })
    expect(messages.map((message) => message.$id)).toEqual([sent.$id, answerIdFor(sent.$id)])
    await turn(visitor.sessionId, sent.$id)
    expect(await visitor.messages()).toHaveLength(2)
    expect((await visitor.session()).messageCount).toBe(2)
  })

  it('has one turn in a session at a time, and leaves none of many quick messages without an answer', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const sent = await Promise.all(
      Array.from({ length: 60 }, (_, index) => visitor.send(`Do you take PayPal? ${index}`)),
    )
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200))
    await eventually('an answer to the newest', async () => {
      const newest = await stack.repositories.messages.newest(visitor.sessionId, 1)
      return newest[0]?.sender === 'bot'
    })
    // Until then another answer may come.
    await eventually(
      'the end of its turn',
      async () => (await stack.repositories.turns.get(visitor.sessionId)) === null,
    )
    const stored = await stack.repositories.messages.countOf(visitor.sessionId)
    expect((await visitor.session()).messageCount).toBe(stored)
    expect(stored).toBeGreaterThan(62)
  })

  it('never answers after a takeover, whenever that comes', async () => {
    for (let round = 0; round < 12; round++) {
      const visitor = await startVisitor(stack)
      const id = newMessageId()
      const [, claimed] = await Promise.all([
        visitor.send('Do you take PayPal?', id),
        // Later in each round, so that some claims meet the bot between its check and its write.
        later(round * 6).then(() =>
          callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId }),
        ),
      ])
      expect(claimed.status).toBe(200)
      await turn(visitor.sessionId, id)
      const messages = await visitor.messages()
      const joined = messages.find((message) => message.event === 'agent_joined')
      const answer = messages.find((message) => message.sender === 'bot')
      const claimedAt = sessionIn(claimed).$updatedAt
      if (answer) expect(answer.$createdAt <= claimedAt, 'the answer came before the claim').toBe(true)
      expect(joined).toBeDefined()
      expect((await visitor.session()).messageCount).toBe(answer ? 2 : 1)
    }
  })

  it('takes up what joined its turn when the session comes back while that turn ends in silence', () =>
    withoutBot(stack, async () => {
      const { repositories } = stack
      const visitor = await startVisitor(stack)
      await visitor.send('Do you take PayPal?')
      await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
      const open = await repositories.turns.get(visitor.sessionId)
      if (open === null) throw new Error('no turn')
      const late = newMessageId()
      const close = async (sessionId: string) => {
        await callAdmin(stack, 'POST', adminPaths.returnToBot(visitor.sessionId))
        await visitor.send('Do you take Visa?', late)
        await repositories.turns.close(sessionId)
      }
      const call = callOf({ ...repositories, turns: { ...repositories.turns, close } })
      expect(await takeTurn(call, open)).toEqual({ outcome: 'silent' })
      expect(await repositories.turns.get(visitor.sessionId)).toMatchObject({ messageId: late })
    }))

  it('ends the turn of a session that its visitor deletes while the bot is at it', () =>
    withoutBot(stack, async () => {
      const { repositories } = stack
      const { guardedWrites, turns } = repositories
      const visitor = await startVisitor(stack)
      await visitor.send('Do you take PayPal?')
      const open = await turns.get(visitor.sessionId)
      if (open === null) throw new Error('no turn')
      const stage: typeof guardedWrites.stage = async (...step) => {
        await visitor.call('DELETE', chatPaths.session(visitor.sessionId))
        return guardedWrites.stage(...step)
      }
      const call = callOf({ ...repositories, guardedWrites: { ...guardedWrites, stage } })
      expect(await takeTurn(call, open)).toEqual({ outcome: 'silent' })
      expect(await turns.get(visitor.sessionId)).toBeNull()
    }))

  it('answers at once what the visitor wrote to the agent who gives the session back, all of it', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: 'Hello' })
    await visitor.send('What are the delivery costs')
    const newest = messageIn(await visitor.send('to Norway?'))
    await callAdmin(stack, 'POST', adminPaths.returnToBot(visitor.sessionId))
    const answer = await eventually('the answer', () =>
      stack.repositories.messages.get(answerIdFor(newest.$id)),
    )
    expect(answer.text).toMatch(/Norway/)
    expect(await visitor.session()).toMatchObject({ previewSender: 'bot', needsHuman: false })
  })

  it.each([
    ['an agent has answered it', 'What are the delivery costs to Norway?', true],
    ['the bot has handed it over', 'I want to talk to a human', false],
  ])('stays silent about a message when it gets the session back, if %s', async (_, text, isAnswered) => {
    const visitor = await startVisitor(stack)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    if (isAnswered) {
      await visitor.send(text)
      await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: 'It is free.' })
    } else {
      await callAdmin(stack, 'POST', adminPaths.returnToBot(visitor.sessionId))
      expect(await visitor.ask(text)).toMatchObject({ event: 'escalated' })
    }
    await withoutBot(stack, async () => {
      await callAdmin(stack, 'POST', adminPaths.returnToBot(visitor.sessionId))
      expect(await stack.repositories.turns.get(visitor.sessionId)).toBeNull()
    })
    expect(await visitor.session()).toMatchObject({ status: 'active', needsHuman: false })
  })

  it('is asked again by a message that is sent again, if its turn got lost, and only then', () =>
    withoutBot(stack, async () => {
      const { turns } = stack.repositories
      const visitor = await startVisitor(stack)
      const id = newMessageId()
      await visitor.send('Do you take PayPal?', id)
      const open = await turns.get(visitor.sessionId)
      await visitor.send('Do you take PayPal?', id)
      expect(await turns.get(visitor.sessionId)).toEqual(open)
      await turns.close(visitor.sessionId)
      await visitor.send('Do you take PayPal?', id)
      expect(await turns.get(visitor.sessionId)).toMatchObject({ messageId: id })
    }))

  it.each(['the visitor', 'another visitor', 'a guest'])(
    'can’t be started by %s who knows the ids of session and message',
    async (who) => {
      const [visitor, other] = await Promise.all([startVisitor(stack), startVisitor(stack)])
      const { sessionId } = visitor
      const asked = await visitor.ask('thanks')
      const [sent] = await visitor.messages()
      const credentials =
        who === 'a guest' ? null : who === 'the visitor' ? visitor.credentials : other.credentials
      const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId)
      if (credentials !== null) client.setSession(credentials.secret)
      const turn = { messageId: sent?.$id, corpora: ['shop'] }

      const body = JSON.stringify({ $id: sessionId, ...turn })
      for (const functionId of ['bot', 'upkeep']) {
        await expect(new Functions(client).createExecution({ functionId, body })).rejects.toMatchObject({
          code: 401,
        })
      }
      for (const path of ['/answer', '/bot', '/turns', `/sessions/${sessionId}/answer`]) {
        const told = await callChat(stack, credentials, 'POST', path, { sessionId, ...turn })
        expect(told).toMatchObject({ status: 404, code: 'route_not_found' })
      }
      const rows = new TablesDB(client)
      const turns = { databaseId: 'chat', tableId: 'turns' }
      await expect(rows.createRow({ ...turns, rowId: sessionId, data: turn })).rejects.toMatchObject({
        code: 401,
      })
      await expect(rows.listRows(turns)).rejects.toMatchObject({ code: 401 })
      expect((await visitor.messages()).at(-1)).toEqual(asked)
    },
  )
})

/** Opens the bot's turn as a message does, and waits for its end. */
async function turn(sessionId: string, messageId: string): Promise<void> {
  const { turns } = stack.repositories
  await turns.open({ sessionId, messageId, corpora: [], locale: null })
  await eventually('the end of the turn', async () => (await turns.get(sessionId)) === null)
}

/** Lets some requests' worth of time pass; what is tested holds at any moment. */
async function later(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}
