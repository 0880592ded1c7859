import { Client, TablesDB } from 'appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { newNoteId, newSessionId } from '../../contract/ids.ts'
import { callAdmin, jwtOf } from '../support/admin.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

/** A session with one message, and how notes are written to it by the bearer of the secret. */
async function startNoted() {
  const visitor = await startVisitor(stack)
  await visitor.send('Good morning')
  const path = adminPaths.notes(visitor.sessionId)
  return {
    visitor,
    path,
    add: (body: object) => callAdmin(stack, 'POST', path, body),
    texts: async () => {
      const { body } = await callAdmin(stack, 'GET', path)
      return (body['notes'] as readonly { text: string }[]).map(({ text }) => text)
    },
  }
}

describe('a note', () => {
  it('is stored once, however often it is sent, and listed in order', async () => {
    const { add, texts } = await startNoted()
    const id = newNoteId()
    const first = await add({ id, text: 'Has called twice already.' })
    expect(first).toMatchObject({ status: 200, body: { note: { $id: id, authorId: null } } })
    expect(await add({ id, text: 'Has called twice already.' })).toMatchObject({
      status: 200,
      body: first.body,
    })
    await add({ text: '{"method":"increment","values":[100]}' })
    expect(await texts()).toEqual(['Has called twice already.', '{"method":"increment","values":[100]}'])
  })

  it('is refused where there is no session, without words, and under the id of another session’s', async () => {
    const { add } = await startNoted()
    const other = await startNoted()
    const id = newNoteId()
    await other.add({ id, text: 'Elsewhere' })
    expect(await add({ id, text: 'Here' })).toMatchObject({ status: 409, code: 'message_id_taken' })
    expect(await add({ text: ' \n' })).toMatchObject({ status: 400, code: 'body_invalid' })
    expect(await add({ id: 'unique()', text: 'Here' })).toMatchObject({ status: 400, code: 'body_invalid' })
    const nowhere = adminPaths.notes(newSessionId())
    expect(await callAdmin(stack, 'POST', nowhere, { text: 'Here' })).toMatchObject({
      code: 'session_not_found',
    })
    expect(await callAdmin(stack, 'GET', nowhere)).toMatchObject({ code: 'session_not_found' })
  })

  it('is deleted by its author or the bearer of the secret, and by no other agent', async () => {
    const { path, add, texts, visitor } = await startNoted()
    const authorization = `Bearer ${await jwtOf(stack, stack.agent.userId)}`
    const ana = {
      call: (method: string, at: string, request?: object) =>
        callAdmin(stack, method, at, request, { authorization }),
    }
    const { body } = await ana.call('POST', path, { text: 'By Ana' })
    expect(body['note']).toMatchObject({ authorId: stack.agent.userId, authorName: stack.agent.name })
    const operators = await add({ text: 'By an operator' })
    const at = (note: unknown) => adminPaths.note(visitor.sessionId, (note as { $id: string }).$id)
    expect(await ana.call('DELETE', at(operators.body['note']))).toMatchObject({ code: 'not_the_author' })
    expect(await ana.call('DELETE', at(body['note']))).toMatchObject({ status: 200, body: { deleted: true } })
    expect(await ana.call('DELETE', at(body['note']))).toMatchObject({ code: 'note_not_found' })
    expect(await texts()).toEqual(['By an operator'])
    const elsewhere = await startNoted()
    const foreign = adminPaths.note(
      elsewhere.visitor.sessionId,
      (operators.body['note'] as { $id: string }).$id,
    )
    expect(await callAdmin(stack, 'DELETE', foreign)).toMatchObject({ code: 'note_not_found' })
    expect(await callAdmin(stack, 'DELETE', at(operators.body['note']))).toMatchObject({ status: 200 })
  })

  it('is nothing that a visitor can read, nor part of the transcript', async () => {
    const { visitor, add } = await startNoted()
    await add({ text: 'Between us' })
    const client = new Client()
      .setEndpoint(stack.endpoint)
      .setProject(stack.projectId)
      .setSession(visitor.credentials.secret)
    const read = new TablesDB(client).listRows({ databaseId: 'chat', tableId: 'notes' })
    await expect(read).rejects.toMatchObject({ type: 'user_unauthorized' })
    expect((await visitor.messages()).map(({ text }) => text)).not.toContain('Between us')
  })

  it('goes with its session, in the same write', async () => {
    const { visitor, add } = await startNoted()
    const kept = await startNoted()
    await add({ text: 'Gone with it' })
    await kept.add({ text: 'Stays' })
    expect(await callAdmin(stack, 'DELETE', adminPaths.session(visitor.sessionId))).toMatchObject({
      status: 200,
    })
    expect(await stack.repositories.notes.ofSession(visitor.sessionId, 10)).toEqual([])
    expect(await kept.texts()).toEqual(['Stays'])
  })

  it('is shown with its session by view-sessions', async () => {
    const { visitor, add } = await startNoted()
    await add({ text: 'Likes\u001b[31m red\nand blue' })
    const { stdout } = await runScript('view-sessions', ['--session', visitor.sessionId], stack.environment)
    expect(stdout).toMatch(/Notes of agents\n.* {2}An operator: Likes.* red\n +and blue/)
    expect(stdout).not.toContain('\u001b')
    const json = await runScript(
      'view-sessions',
      ['--session', visitor.sessionId, '--json'],
      stack.environment,
    )
    expect(JSON.parse(json.stdout)).toMatchObject({ notes: [{ authorName: null }] })
  })
})
