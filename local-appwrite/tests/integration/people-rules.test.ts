import { Query } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  await server.users.create({
    userId: 'ann',
    email: 'ann@example.org',
    phone: '+4915112345678',
    name: 'Ann Lee',
  })
  await server.users.create({ userId: 'ben', email: 'ben.o@example.org', name: 'Ben' })
  await server.teams.create({ teamId: 'night-shift', name: 'T 3' })
})
afterAll(() => server.stop())

const list = (path: string) => server.raw('GET', path, { as: 'key' })
const withQuery = (query: string) => `queries[]=${encodeURIComponent(query)}`

describe('lists of people', () => {
  it('count although they were told not to by the word false', async () => {
    expect((await list('/users?total=false')).body['total']).toBe(2)
    expect((await list('/users?total=0')).body['total']).toBe(0)
    expect((await list('/teams?total=false')).body['total']).toBe(1)
    expect((await list('/tablesdb?total=false')).body['total']).toBe(0)
  })

  it('take no select', async () => {
    expect((await list(`/users?${withQuery(Query.select(['name']))}`)).body['type']).toBe(
      'general_argument_invalid',
    )
  })

  it('are searched for words of three letters and more, and beginnings of them', async () => {
    const found = async (path: string) => (await list(path)).body['total']
    expect(await found('/users?search=Lee')).toBe(1)
    expect(await found('/users?search=ben.o')).toBe(1)
    expect(await found('/users?search=exam')).toBe(2)
    expect(await found('/users?search=xample')).toBe(0)
    expect(await found('/teams?search=night')).toBe(1)
    expect(await found('/teams?search=T 3')).toBe(0)
  })
})

describe('a user', () => {
  it('has a target for the e-mail and one for the phone', async () => {
    const { targets } = await server.users.listTargets({ userId: 'ann' })
    expect(targets.map(({ providerType, identifier }) => [providerType, identifier])).toEqual([
      ['email', 'ann@example.org'],
      ['sms', '+4915112345678'],
    ])
  })

  it('can not be given the e-mail that it has, nor a phone of few digits, nor a list as preferences', async () => {
    const patch = (what: string, body: object) =>
      server.raw('PATCH', `/users/ben/${what}`, { as: 'key', body })
    expect((await patch('email', { email: 'BEN.o@example.org' })).body['type']).toBe(
      'user_target_already_exists',
    )
    expect((await patch('phone', { number: '+12' })).body['type']).toBe('general_argument_invalid')
    expect((await patch('prefs', { prefs: [1] })).body['type']).toBe('general_argument_invalid')
    expect((await patch('prefs', { prefs: [] })).body).toEqual({})
  })

  it('that is blocked gets sessions from keys, which are refused at their use', async () => {
    await server.users.updateStatus({ userId: 'ben', status: false })
    const { secret } = await server.users.createSession({ userId: 'ben' })
    expect((await server.raw('GET', '/account', { as: secret })).body['type']).toBe('user_blocked')
  })
})

describe('a team', () => {
  it('takes unchanged preferences from whoever may read it', async () => {
    await server.teams.createMembership({ teamId: 'night-shift', roles: ['agent'], userId: 'ann' })
    const { secret } = await server.users.createSession({ userId: 'ann' })
    const put = (prefs: unknown) =>
      server.raw('PUT', '/teams/night-shift/prefs', { as: secret, body: { prefs } })
    expect((await put({ a: 1 })).body['type']).toBe('user_unauthorized')
    expect((await put([])).status).toBe(200)
  })

  it('has a name, and roles of up to 81 letters', async () => {
    const put = (name: string) => server.raw('PUT', '/teams/night-shift', { as: 'key', body: { name } })
    expect((await put('')).body['type']).toBe('general_argument_invalid')
    const roles = (role: string) =>
      server.raw('POST', '/teams/night-shift/memberships', {
        as: 'key',
        body: { userId: 'ben', roles: [role] },
      })
    expect((await roles('x'.repeat(82))).body['type']).toBe('general_argument_invalid')
    expect((await roles('x'.repeat(81))).status).toBe(201)
  })

  it('calls an unknown membership differently for each verb', async () => {
    const at = '/teams/night-shift/memberships/nobody'
    expect((await server.raw('PATCH', at, { as: 'key', body: { roles: [] } })).body['type']).toBe(
      'membership_not_found',
    )
    expect((await server.raw('DELETE', at, { as: 'key' })).body['type']).toBe('team_invite_not_found')
  })
})

describe('the project', () => {
  it('shows one key and one platform, and refuses unknown scopes', async () => {
    const make = (path: string, body: object) => server.raw('POST', `/project/${path}`, { as: 'key', body })
    await make('keys', { keyId: 'small', name: 'Small', scopes: ['rows.read', 'sites.read'] })
    expect((await list('/project/keys/small')).body).toMatchObject({ name: 'Small' })
    expect((await make('keys', { keyId: 'x', name: 'X', scopes: ['fly.read'] })).body['type']).toBe(
      'general_argument_invalid',
    )
    await make('platforms/web', { platformId: 'shop', name: 'Shop', hostname: 'shop.example' })
    expect((await list('/project/platforms/shop')).body).toMatchObject({ hostname: 'shop.example' })
    expect((await list('/project/platforms/none')).body['type']).toBe('platform_not_found')
  })

  it('knows a page by its origin in any case, and no origin by an empty one', async () => {
    const from = (origin: string) => server.raw('GET', '/health/version', { headers: { origin } })
    expect((await from('https://SHOP.example')).headers.get('access-control-allow-origin')).toBe(
      'https://shop.example',
    )
    expect((await from('')).status).toBe(200)
    expect((await from('https://shop.example.')).status).toBe(403)
  })
})
