import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const secrets: Record<string, string> = {}

beforeAll(async () => {
  server = await startServer()
  for (const userId of ['ann', 'ben', 'cay']) {
    await server.users.create({ userId })
    secrets[userId] = (await server.users.createSession({ userId })).secret
  }
})
afterAll(() => server.stop())

const as = (who: string) => secrets[who] ?? who
const put = (id: string, who: string, body: object) =>
  server.raw('PUT', `/presences/${id}`, { as: as(who), body })

describe('a presence', () => {
  it('is replaced as a whole, data and rights', async () => {
    const first = await put('one', 'ann', { status: 'here', metadata: { page: 1, empty: {} } })
    expect(first.body).toMatchObject({ status: 'here', metadata: { page: 1, empty: [] } })
    const rights = ['read("users")', 'update("user:ann")']
    const second = await put('one', 'ann', { status: 'away', permissions: rights })
    expect(second.body).toMatchObject({ status: 'away', metadata: [], $permissions: rights })
  })

  it('needs a status of 1 to 255 characters', async () => {
    for (const status of [undefined, null, '', 'x'.repeat(256)])
      expect((await put('one', 'ann', { status })).body['type']).toBe('general_argument_invalid')
  })

  it('is one for each user: another id answers the first one', async () => {
    expect((await put('other', 'ann', { status: 'again' })).body).toMatchObject({
      $id: 'one',
      status: 'again',
    })
    expect((await server.raw('GET', '/presences/other', { as: 'key' })).status).toBe(404)
  })

  it('shuts out its owner too who may not update it, even after its end', async () => {
    const expiresAt = new Date(Date.now() + 300).toISOString()
    await put('closed', 'ben', { status: 'here', permissions: ['read("user:ben")'], expiresAt })
    expect((await put('closed', 'ben', { status: 'back' })).body['type']).toBe('user_unauthorized')
    await expect
      .poll(async () => (await server.raw('GET', '/presences/closed', { as: as('ben') })).status)
      .toBe(404)
    expect((await put('closed', 'ben', { status: 'back' })).body['type']).toBe('user_unauthorized')
    expect((await put('closed', 'ben', { status: '' })).body['type']).toBe('general_argument_invalid')
  })

  it('of somebody is set by keys, with the rights of the user, and by nobody else', async () => {
    expect((await put('cays', 'ann', { status: 'x', userId: 'cay' })).body['type']).toBe(
      'general_unauthorized_scope',
    )
    expect((await put('cays', 'key', { status: 'x' })).body['type']).toBe('general_bad_request')
    expect((await put('cays', 'key', { status: 'x', userId: 'cay' })).body).toMatchObject({
      userId: 'cay',
      $permissions: ['delete', 'read', 'update', 'write'].map((action) => `${action}("user:cay")`),
    })
    expect(
      (await server.raw('PATCH', '/presences/cays', { as: as('ann'), body: { status: 'y' } })).status,
    ).toBe(404)
    expect((await server.raw('DELETE', '/presences/cays', { as: as('cay') })).status).toBe(204)
  })
})
