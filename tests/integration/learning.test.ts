import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { callAdmin } from '../support/admin.ts'
import { eventually } from '../support/eventually.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callChat, messageIn, startVisitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  await stack.repositories.settings.put({ messagesPerMinute: 0 })
})
afterAll(() => stack.close())

async function askAs(text: string) {
  const visitor = await startVisitor(stack)
  const answer = await visitor.ask(text)
  return { visitor, answer }
}

describe('what the articles lack', () => {
  it('is what the bot had no answer to, or answered without helping, grouped by its words', async () => {
    await askAs('Where can I park my zeppelin?')
    await askAs('May I park a zeppelin')
    await askAs('Quantum chromodynamics?')
    await askAs('Wie bekomme ich eine Rechnung für mein Büro?')
    const helped = await askAs('Do you take PayPal?')
    const not = await askAs('How long does shipping take?')
    for (const [{ visitor, answer }, feedback] of [
      [helped, 'up'],
      [not, 'down'],
    ] as const) {
      const path = chatPaths.message(visitor.sessionId, answer.$id)
      const told = await callChat(stack, visitor.credentials, 'PATCH', path, { feedback })
      expect(told).toMatchObject({ status: 200, body: { message: { feedback } } })
    }
    const { body } = await callAdmin(stack, 'GET', adminToolPaths.gaps)
    expect(body['gaps']).toMatchObject([
      { question: 'May I park a zeppelin', count: 2, asked: [{ why: 'unknown' }, { why: 'unknown' }] },
      { question: 'How long does shipping take?', count: 1, asked: [{ why: 'not_helpful' }] },
      { question: 'Wie bekomme ich eine Rechnung für mein Büro?', asked: [{ why: 'other_language' }] },
      { question: 'Quantum chromodynamics?', count: 1 },
    ])
    const later = await callAdmin(stack, 'GET', `${adminToolPaths.gaps}?since=${new Date().toISOString()}`)
    expect(later.body['gaps']).toEqual([])
    const printed = await runScript('view-sessions', ['--gaps'], stack.environment)
    expect(printed).toMatchObject({ code: 0 })
    expect(printed.stdout).toMatch(/ASKED.*LAST.*QUESTION.*\n +2 .*May I park a zeppelin/)
    const json = await runScript('view-sessions', ['--gaps', '--json'], stack.environment)
    expect(JSON.parse(json.stdout)).toEqual(body['gaps'])
  })

  it('is also the second question in a row without an answer, which a person gets', async () => {
    const since = new Date().toISOString()
    const { visitor } = await askAs('Do gnus whistle?')
    await visitor.send('Which marmot yodels?')
    await eventually('a handover', async () => (await visitor.session()).needsHuman)
    await (await startVisitor(stack)).send('I want to talk to a person')
    const { body } = await callAdmin(stack, 'GET', `${adminToolPaths.gaps}?since=${since}`)
    expect(body['gaps']).toMatchObject([
      { question: 'Which marmot yodels?', asked: [{ why: 'unknown' }] },
      { question: 'Do gnus whistle?', asked: [{ why: 'unknown' }] },
    ])
  })

  it('takes an opinion back, and none of what isn’t the visitor’s own answer', async () => {
    const { visitor, answer } = await askAs('How long does shipping take?')
    const other = await startVisitor(stack)
    const path = chatPaths.message(visitor.sessionId, answer.$id)
    const change = (who: typeof visitor, at: string, body: object) =>
      callChat(stack, who.credentials, 'PATCH', at, body)
    expect((await change(visitor, path, { feedback: 'down' })).body['message']).toMatchObject({
      feedback: 'down',
    })
    expect((await change(visitor, path, { feedback: null })).body['message']).toMatchObject({
      feedback: null,
    })
    expect(await change(other, path, { feedback: 'down' })).toMatchObject({ code: 'session_not_found' })
    expect(
      await change(other, chatPaths.message(other.sessionId, answer.$id), { feedback: 'down' }),
    ).toMatchObject({ code: 'message_not_found' })
    const [own] = await visitor.messages()
    expect(
      await change(visitor, chatPaths.message(visitor.sessionId, own?.$id ?? ''), { feedback: 'up' }),
    ).toMatchObject({ code: 'message_not_found' })
    expect(await change(visitor, path, { feedback: 'sideways' })).toMatchObject({ code: 'body_invalid' })
    expect(await stack.repositories.messages.get(answer.$id)).toMatchObject({ feedback: null })
  })
})

describe('an agent’s reply', () => {
  const question = 'Can I rent the workshop for a birthday?'
  const reply = 'Yes: the workshop is 80 euro for two hours, candles included.'

  async function replied() {
    const { visitor } = await askAs(question)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    const { body } = await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: reply })
    return { visitor, message: messageIn({ body, status: 200, code: null }) }
  }

  it('becomes an article with the question before it, once somebody approves it', async () => {
    const { visitor, message } = await replied()
    const path = adminPaths.suggest(visitor.sessionId, message.$id)
    const suggested = await callAdmin(stack, 'POST', path)
    expect(suggested.body['suggestion']).toMatchObject({
      title: question,
      body: reply,
      questions: [question],
      sessionId: visitor.sessionId,
      agentName: stack.agent.name,
    })
    // Suggested twice it is one, and the bot knows nothing of it.
    await callAdmin(stack, 'POST', path)
    const listed = await runScript('suggested-articles', ['--json'], stack.environment)
    const [only, ...others]: readonly { $id: string }[] = JSON.parse(listed.stdout)
    expect(others).toEqual([])
    stack.coldStart('bot')
    expect((await askAs(question)).answer.text).not.toContain('80 euro')
    const approved = await runScript(
      'suggested-articles',
      ['--approve', only?.$id ?? '', '--title', 'Birthdays'],
      stack.environment,
    )
    expect(approved).toMatchObject({ code: 0 })
    stack.coldStart('bot')
    const { answer } = await askAs(question)
    expect(answer.text).toContain('80 euro')
    expect(answer.sources).toContain('Birthdays')
    expect(await callAdmin(stack, 'POST', path)).toMatchObject({ status: 409, code: 'already_an_article' })
    const again = await runScript('suggested-articles', ['--approve', only?.$id ?? ''], stack.environment)
    expect(again).toMatchObject({ code: 3, stderr: expect.stringContaining('no such suggested article') })
  })

  it('is approved once, of two at the same moment, and that is in the audit', async () => {
    const { visitor, message } = await replied()
    const suggested = await callAdmin(stack, 'POST', adminPaths.suggest(visitor.sessionId, message.$id))
    const { $id } = suggested.body['suggestion'] as { $id: string }
    const titles = ['First', 'Second']
    const answers = await Promise.all(
      titles.map((title) => callAdmin(stack, 'POST', adminToolPaths.approve($id), { title })),
    )
    const [winner, ...others] = titles.filter((_, index) => answers[index]?.status === 200)
    expect(others).toEqual([])
    const { body } = await callAdmin(stack, 'GET', adminToolPaths.article($id))
    expect(body['article']).toMatchObject({ title: winner })
    const deeds = (await stack.repositories.logs.deedsAfter(0, 500)).filter(({ detail }) =>
      detail?.includes(`"articleId":"${$id}"`),
    )
    expect(deeds).toMatchObject([{ action: 'article', actorKind: 'operator' }])
    const { body: left } = await callAdmin(stack, 'GET', adminToolPaths.suggestions)
    expect(left['suggestions']).toEqual([])
  })

  it('that is rejected is gone, and nothing but an agent’s reply is suggested', async () => {
    const { visitor, message } = await replied()
    const suggested = await callAdmin(stack, 'POST', adminPaths.suggest(visitor.sessionId, message.$id))
    expect(suggested.status).toBe(200)
    const { body } = await callAdmin(stack, 'GET', adminToolPaths.suggestions)
    const [{ $id } = { $id: '' }] = body['suggestions'] as readonly { $id: string }[]
    expect(await runScript('suggested-articles', ['--reject', $id], stack.environment)).toMatchObject({
      code: 0,
    })
    expect((await callAdmin(stack, 'GET', adminToolPaths.suggestions)).body['suggestions']).toEqual([])
    const [own] = await visitor.messages()
    for (const id of [own?.$id ?? '', 'nothing']) {
      expect(await callAdmin(stack, 'POST', adminPaths.suggest(visitor.sessionId, id))).toMatchObject({
        code: 'message_not_found',
      })
    }
    expect(await callAdmin(stack, 'DELETE', adminToolPaths.suggestion($id))).toMatchObject({
      code: 'suggestion_not_found',
    })
  })
})

describe('articles', () => {
  const put = (id: string, body: object) => callAdmin(stack, 'PUT', adminToolPaths.article(id), body)
  const list = async (query = '') => {
    const { body } = await callAdmin(stack, 'GET', `${adminToolPaths.articles}${query}`)
    return {
      titles: (body['articles'] as readonly { title: string }[]).map(({ title }) => title),
      nextCursor: body['nextCursor'],
    }
  }

  it('are written, changed and deleted, and the bot answers by them', async () => {
    const question = 'Is there a discount for lighthouse keepers?'
    const made = await put('a_keepers', {
      title: question,
      body: 'Keepers pay 17 % less.',
      ifUpdatedAt: null,
    })
    expect(made.body['article']).toMatchObject({
      $id: 'a_keepers',
      url: null,
      questions: [],
    })
    stack.coldStart('bot')
    expect((await askAs(question)).answer.text).toContain('17 %')
    await put('a_keepers', { title: question, body: 'Keepers pay 18 % less.', keywords: ['beacon'] })
    stack.coldStart('bot')
    expect((await askAs(question)).answer.text).toContain('18 %')
    expect(await callAdmin(stack, 'DELETE', adminToolPaths.article('a_keepers'))).toMatchObject({
      status: 200,
    })
    stack.coldStart('bot')
    expect((await askAs(question)).answer.text).not.toContain('18 %')
    expect(await callAdmin(stack, 'DELETE', adminToolPaths.article('a_keepers'))).toMatchObject({
      code: 'article_not_found',
    })
    const deeds = (await stack.repositories.logs.deedsAfter(0, 500)).filter(({ detail }) =>
      detail?.includes('a_keepers'),
    )
    expect(deeds.map(({ action }) => action)).toEqual(['article', 'article', 'article_deleted'])
  })

  it('that two people change at once keep the first change, and the second is told', async () => {
    const values = { title: 'Opening hours of the kiln', body: 'From nine.' }
    const { body } = await put('a_kiln', { ...values, ifUpdatedAt: null })
    const { $updatedAt: ifUpdatedAt } = body['article'] as { $updatedAt: string }
    // The same, as its answer was lost, and another one.
    expect(await put('a_kiln', { ...values, ifUpdatedAt: null })).toMatchObject({ status: 200 })
    const other = { ...values, body: 'Never.', ifUpdatedAt: null }
    expect(await put('a_kiln', other)).toMatchObject({ code: 'article_changed' })
    expect(await put('a_kiln', { ...values, body: 'From eight.', ifUpdatedAt })).toMatchObject({
      status: 200,
    })
    expect(await put('a_kiln', { ...values, body: 'From ten.', ifUpdatedAt })).toMatchObject({
      status: 409,
      code: 'article_changed',
    })
    expect(await stack.repositories.articles.ofIds(['a_kiln'])).toMatchObject([{ body: 'From eight.' }])
    await callAdmin(stack, 'DELETE', adminToolPaths.article('a_kiln'))
    expect(await put('a_kiln', { ...values, ifUpdatedAt })).toMatchObject({ code: 'article_not_found' })
  })

  it('are listed by pages, those last changed first, and found by words of their title', async () => {
    const titles = ['Zinnober glaze', 'Zinnober and lead', 'Cleaning zinnober']
    for (const [index, title] of titles.entries()) {
      await put(`a_z${index}`, { title, body: 'Text.', corpus: 'pigments' })
    }
    const first = await list('?corpus=pigments&limit=2')
    expect(first.titles).toEqual(['Cleaning zinnober', 'Zinnober and lead'])
    // One that is changed meanwhile comes first from now on, and none is missing behind it.
    await put('a_z2', { title: 'Cleaning zinnober', body: 'Other text.', corpus: 'pigments' })
    const second = await list(`?corpus=pigments&limit=2&cursor=${String(first.nextCursor)}`)
    expect(second).toEqual({ titles: ['Zinnober glaze'], nextCursor: null })
    expect((await list('?search=zinnober lead')).titles).toEqual(['Zinnober and lead'])
    expect((await list('?search=nowhere')).titles).toEqual([])
    // Nothing that is written acts on the row.
    const operator = '{"method":"increment","values":[1]}'
    const { body } = await put('a_z0', { title: operator, body: operator })
    expect(JSON.stringify(body['article']).replaceAll('\uff5b', '{')).toContain(JSON.stringify(operator))
  })

  it.each([
    [{ title: ' ', body: 'x' }, 'title'],
    [{ title: 'x', body: '' }, 'body'],
    [{ title: 'x', body: 'x', url: 'javascript:alert(1)' }, 'url'],
    [{ title: 'x', body: 'x', questions: Array.from({ length: 51 }, () => 'x') }, 'questions'],
    [{ title: 'x', body: 'x', other: 1 }, 'other'],
  ])('with a wrong value are refused: %j', async (body, field) => {
    const refused = await put('a_wrong', body)
    expect(refused).toMatchObject({ status: 400, code: 'body_invalid' })
    expect(JSON.stringify(refused.body)).toContain(field)
    expect(await stack.repositories.articles.ofIds(['a_wrong'])).toEqual([])
  })
})

describe('how a visitor feels', () => {
  it('is kept with the session while the settings ask for it, until the chat is cleared', async () => {
    const without = await askAs('How long does shipping take?')
    expect((await without.visitor.session()).sentiment).toBeNull()
    await stack.repositories.settings.put({ sentiment: true })
    stack.coldStart('bot')
    const calm = await askAs('How long does shipping take?')
    expect((await calm.visitor.session()).sentiment).toBeLessThan(10)
    const { visitor } = await askAs('How long does shipping take?')
    await visitor.send('This is useless, you are the worst shop ever')
    await eventually('a handover', async () => (await visitor.session()).needsHuman)
    const { sentiment } = await visitor.session()
    expect(sentiment).toBeGreaterThan(40)
    const shown = await runScript('view-sessions', ['--session', visitor.sessionId], stack.environment)
    expect(shown.stdout).toContain(`a complaint by ${sentiment} %`)
    const { body } = await callAdmin(stack, 'GET', adminPaths.session(visitor.sessionId))
    expect(body['session']).toMatchObject({ sentiment })
    await callAdmin(stack, 'DELETE', adminPaths.messages(visitor.sessionId))
    expect((await visitor.session()).sentiment).toBeNull()
  })
})
