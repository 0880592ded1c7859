import { describe, expect, it } from 'vitest'
import { createFunction } from '../../functions/platform/create-function.ts'
import { findRoute } from '../../functions/platform/route.ts'
import { openRepositories } from '../../functions/repositories/repositories.ts'

const route = (pattern: string) => ({ method: 'GET', pattern, run: async () => ({}) }) as const

describe('a route', () => {
  it('is found with the values of its parameters, none of which is empty', () => {
    const routes = [route('/sessions/:id/messages'), route('/sessions/:id')]
    expect(findRoute(routes, 'GET', '/sessions/s_1/messages/')?.params).toEqual({ id: 's_1' })
    expect(findRoute(routes, 'GET', '/sessions/s_1')?.route).toBe(routes[1])
    expect(findRoute(routes, 'GET', '/sessions//messages')).toBeNull()
    expect(findRoute(routes, 'POST', '/sessions/s_1')).toBeNull()
  })
})

describe('a body', () => {
  it('that is no JSON is refused with what is wrong', async () => {
    const main = createFunction<object>({ name: 'test', routes: [route('/')], prepare: () => ({}) })
    let answered: unknown = null
    const answer = (body: unknown, status = 200) => (answered = { body, status })
    await main({
      req: {
        method: 'GET',
        path: '/',
        queryString: '',
        headers: { 'x-appwrite-key': 'k' },
        bodyText: '{',
        bodyBinary: Buffer.from('{'),
      },
      res: { json: answer, text: answer },
      log: () => undefined,
      error: () => undefined,
    })
    expect(answered).toMatchObject({
      status: 400,
      body: { error: { code: 'body_invalid', details: [{ at: '', problem: 'is not JSON' }] } },
    })
  })
})

describe('a row with an id that no row can have', () => {
  const nobody = { endpoint: 'http://127.0.0.1:1/v1', projectId: 'p', key: 'k', databaseId: 'd' }
  const { articles, messages, sessions, suggestions } = openRepositories(nobody)

  it.each(['..', '../../teams', ''])('is not there, and nothing is requested: %j', async (id) => {
    expect(await messages.get(id)).toBeNull()
    expect(await sessions.get(id)).toBeNull()
    expect(await messages.rewrite(id, { text: 'x' })).toBeNull()
    await articles.remove(id)
    await suggestions.remove(id)
    await expect(messages.get('m_1')).rejects.toMatchObject({ code: 'appwrite_unavailable' })
  })
})
