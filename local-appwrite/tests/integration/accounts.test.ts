import { Account, Client, Teams as WebTeams } from 'appwrite'
import { Account as ServerAccount, AppwriteException, Query } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { clientOf, startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** The SDK for browsers, as a page of localhost has it. */
const web = () => new Client().setEndpoint(server.appwrite.endpoint).setProject(server.appwrite.projectId)
const cookieOf = (headers: Headers) => {
  const fallback: Record<string, string> = JSON.parse(headers.get('x-fallback-cookies') ?? '{}')
  return fallback[`a_session_${server.appwrite.projectId}`] ?? ''
}
const typeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof Error && 'type' in error ? String(error.type) : String(error)
  }
}

describe('a visitor', () => {
  it('gets an anonymous account whose secret works as header, cookie and fallback cookie', async () => {
    const opened = await server.raw('POST', '/account/sessions/anonymous', { body: {} })
    expect(opened.status).toBe(201)
    expect(opened.body).toMatchObject({ provider: 'anonymous', current: true, secret: '' })
    expect(opened.headers.get('set-cookie')).toMatch(/a_session_.*HttpOnly/)
    const secret = cookieOf(opened.headers)
    const name = `a_session_${server.appwrite.projectId}`
    const proofs: Record<string, string>[] = [
      { 'x-appwrite-session': secret },
      { cookie: `other=1; ${name}=${encodeURIComponent(secret)}` },
      { 'x-fallback-cookies': JSON.stringify({ [name]: secret }) },
    ]
    for (const headers of proofs)
      expect((await server.raw('GET', '/account', { headers })).body['$id']).toBe(opened.body['userId'])
    const again = await server.raw('POST', '/account/sessions/anonymous', { as: secret, body: {} })
    expect(again.body['type']).toBe('user_session_already_exists')
  })

  it('keeps preferences, which are replaced as a whole', async () => {
    const { secret } = await server.users.createSession({
      userId: (await server.users.create({ userId: 'prefs' })).$id,
    })
    const account = new Account(web().setSession(secret))
    await account.updatePrefs({ prefs: { a: 1, deep: { b: [2] } } })
    await account.updatePrefs({ prefs: { c: 3 } })
    expect(await account.getPrefs()).toEqual({ c: 3 })
    await account.updateName({ name: 'Zoë 🦊' })
    expect(await account.get()).toMatchObject({ name: 'Zoë 🦊', prefs: { c: 3 } })
  })

  it('becomes a person with an address and a password', async () => {
    const opened = await server.raw('POST', '/account/sessions/anonymous', { body: {} })
    const account = new Account(web().setSession(cookieOf(opened.headers)))
    await account.updateEmail({ email: 'Late@Example.org', password: 'password-1' })
    const signedIn = await server.raw('POST', '/account/sessions/email', {
      body: { email: 'late@example.org', password: 'password-1' },
    })
    expect(signedIn.body).toMatchObject({ userId: opened.body['userId'], provider: 'email' })
  })
})

describe('signing in', () => {
  it('needs the right password, and tells nobody which addresses exist', async () => {
    const account = new Account(web())
    await account.create({ userId: 'mail', email: 'mail@example.org', password: 'password-1' })
    const wrong = { email: 'mail@example.org', password: 'password-2' }
    const unknown = { email: 'nobody@example.org', password: 'password-2' }
    expect(await typeOf(account.createEmailPasswordSession(wrong))).toBe('user_invalid_credentials')
    expect(await typeOf(account.createEmailPasswordSession(unknown))).toBe('user_invalid_credentials')
    const session = await account.createEmailPasswordSession({ ...wrong, password: 'password-1' })
    expect(session).toMatchObject({ userId: 'mail', provider: 'email' })
    expect(
      await typeOf(account.create({ userId: 'mail2', email: 'MAIL@example.org', password: 'password-1' })),
    ).toBe('user_already_exists')
  })

  it('takes as long for an unknown address, and for one without a password, as for a wrong password', async () => {
    await server.users.create({ userId: 'timed', email: 'timed@example.com', password: 'correct horse' })
    await server.users.create({ userId: 'no-password', email: 'no-password@example.com' })
    // Processor time of this process, the server's too: what else the machine does adds nothing to it.
    const refused = async (email: string) => {
      const begun = process.cpuUsage()
      const body = { email, password: 'wrong password' }
      expect((await server.raw('POST', '/account/sessions/email', { body })).status).toBe(401)
      const { user, system } = process.cpuUsage(begun)
      return user + system
    }
    const times: Record<string, number[]> = { timed: [], nobody: [], 'no-password': [] }
    for (let round = 0; round < 9; round++) {
      for (const [name, taken] of Object.entries(times)) taken.push(await refused(`${name}@example.com`))
    }
    // Of each the best: what else this process does only adds to it.
    const [known = 0, ...others] = Object.values(times).map((taken) => Math.min(...taken))
    for (const other of others) expect(other).toBeGreaterThan(known / 2)
  })

  it('by a token works once', async () => {
    await server.users.create({ userId: 'token' })
    const { secret } = await server.users.createToken({ userId: 'token', length: 32 })
    expect(secret).toMatch(/^[0-9a-f]{32}$/)
    const results = await Promise.all(
      [1, 2, 3].map(() => typeOf(new Account(web()).createSession({ userId: 'token', secret }))),
    )
    expect(results.sort()).toEqual(['none', 'user_invalid_token', 'user_invalid_token'])
  })

  it('ends with the session, with the user and with a changed password', async () => {
    await server.users.create({ userId: 'ends' })
    const sessions = await Promise.all([1, 2, 3].map(() => server.users.createSession({ userId: 'ends' })))
    const accounts = sessions.map(
      ({ secret }) => new ServerAccount(clientOf(server.appwrite).setSession(secret)),
    )
    await server.users.deleteSession({ userId: 'ends', sessionId: sessions[0]?.$id ?? '' })
    const states = () => Promise.all(accounts.map((account) => typeOf(account.get())))
    expect(await states()).toEqual(['general_unauthorized_scope', 'none', 'none'])
    await server.users.updateStatus({ userId: 'ends', status: false })
    expect((await states()).slice(1)).toEqual(['user_blocked', 'user_blocked'])
    await server.users.updateStatus({ userId: 'ends', status: true })
    await server.users.updatePassword({ userId: 'ends', password: 'password-1' })
    expect((await states()).slice(1)).toEqual(['general_unauthorized_scope', 'general_unauthorized_scope'])
  })

  it('is possible from ten places; the eleventh ends the first', async () => {
    await server.users.create({ userId: 'many' })
    const secrets: string[] = []
    for (let count = 0; count < 11; count += 1)
      secrets.push((await server.users.createSession({ userId: 'many' })).secret)
    const states = await Promise.all(
      secrets.map(async (as) => (await server.raw('GET', '/account', { as })).status),
    )
    expect(states).toEqual([401, ...Array.from({ length: 10 }, () => 200)])
  })

  it('never stores a secret or a password that could be read back', async () => {
    const { secret } = await server.users.createSession({ userId: 'mail' })
    const decoded: { secret: string } = JSON.parse(Buffer.from(secret, 'base64').toString())
    const users = await server.raw('GET', '/users', { as: 'key' })
    const sessions = await server.raw('GET', '/users/mail/sessions', { as: 'key' })
    for (const answer of [users, sessions]) {
      expect(answer.text).not.toContain(decoded.secret)
      expect(answer.text).not.toContain('password-1')
    }
  })
})

describe('a JWT', () => {
  it('stands for its session, cannot make another, and ends with it', async () => {
    await server.users.create({ userId: 'jwt' })
    const { secret, $id } = await server.users.createSession({ userId: 'jwt' })
    const { jwt } = await new Account(web().setSession(secret)).createJWT()
    const asJwt = new ServerAccount(clientOf(server.appwrite).setJWT(jwt))
    expect(await asJwt.get()).toMatchObject({ $id: 'jwt' })
    expect(await typeOf(asJwt.createJWT())).toBe('user_session_not_found')
    await server.users.deleteSession({ userId: 'jwt', sessionId: $id })
    expect(await typeOf(asJwt.get())).toBe('general_unauthorized_scope')
  })

  it('that is altered is refused', async () => {
    const { jwt } = await server.users.createJWT({ userId: 'jwt' })
    const [header, , signature] = jwt.split('.')
    const claims = Buffer.from(JSON.stringify({ use: 'user', userId: 'mail', exp: 9e9 })).toString(
      'base64url',
    )
    const headers = { 'x-appwrite-jwt': `${header}.${claims}.${signature}` }
    expect((await server.raw('GET', '/account', { headers })).body['type']).toBe('user_jwt_invalid')
  })
})

describe('users', () => {
  it('are listed by queries and by search', async () => {
    for (const name of ['Ada', 'Grace', 'Émilie'])
      await server.users.create({ userId: `list-${name.normalize('NFD').replaceAll(/\W/g, '')}`, name })
    const byName = await server.users.list({ queries: [Query.equal('name', ['emilie', 'ADA'])] })
    expect(byName.users.map(({ name }) => name).sort()).toEqual(['Ada', 'Émilie'])
    expect((await server.users.list({ search: 'grac' })).users.map(({ name }) => name)).toEqual(['Grace'])
    const unknown = server.users.list({ queries: [Query.equal('nope', 'x')] })
    expect(await typeOf(unknown)).toBe('general_argument_invalid')
  })

  it('leave nothing behind when they are deleted', async () => {
    await server.users.create({ userId: 'leaves' })
    await server.teams.create({ teamId: 'left', name: 'Left' })
    await server.teams.createMembership({ teamId: 'left', userId: 'leaves', roles: [] })
    const { secret } = await server.users.createSession({ userId: 'leaves' })
    await server.users.delete({ userId: 'leaves' })
    expect((await server.raw('GET', '/account', { as: secret })).status).toBe(401)
    expect(await server.teams.get({ teamId: 'left' })).toMatchObject({ total: 0 })
    await server.users.create({ userId: 'leaves' })
    expect((await server.raw('GET', '/account', { as: secret })).status).toBe(401)
  })
})

describe('teams', () => {
  it('are owned by the user who makes them, and changed by owners only', async () => {
    await server.users.create({ userId: 'owner' })
    await server.users.create({ userId: 'member' })
    const sessionOf = async (userId: string) =>
      new WebTeams(web().setSession((await server.users.createSession({ userId })).secret))
    const owner = await sessionOf('owner')
    const member = await sessionOf('member')
    await owner.create({ teamId: 'own', name: 'Own' })
    expect(await typeOf(member.get({ teamId: 'own' }))).toBe('team_not_found')
    await server.teams.createMembership({ teamId: 'own', userId: 'member', roles: ['reader'] })
    expect(await member.get({ teamId: 'own' })).toMatchObject({ name: 'Own', total: 2 })
    expect(await typeOf(member.updateName({ teamId: 'own', name: 'Mine' }))).toBe('user_unauthorized')
    const { memberships } = await member.listMemberships({ teamId: 'own' })
    expect(memberships.map(({ userName, userEmail }) => [userName, userEmail])).toEqual([
      ['', ''],
      ['', ''],
    ])
    await owner.delete({ teamId: 'own' })
    expect(await typeOf(member.get({ teamId: 'own' }))).toBe('team_not_found')
  })

  it('take in whom a key asks, also somebody nobody knows yet', async () => {
    await server.teams.create({ teamId: 'crew', name: 'Crew' })
    const asked = { teamId: 'crew', roles: ['reader'], email: 'New@example.org', name: 'Newcomer' }
    const { userId, confirm } = await server.teams.createMembership(asked)
    expect(confirm).toBe(true)
    expect(await server.users.get({ userId })).toMatchObject({ email: 'new@example.org', name: 'Newcomer' })
    expect(await typeOf(server.teams.createMembership(asked))).toBe('membership_already_confirmed')
    const other = { teamId: 'crew', roles: [], userId, email: 'other@example.org' }
    expect(await typeOf(server.teams.createMembership(other))).toBe('user_already_exists')
    expect(await typeOf(server.teams.createMembership({ teamId: 'crew', roles: [] }))).toBe(
      'general_argument_invalid',
    )
  })

  it('keep those whom an owner asks waiting, uncounted, until a key lets them in', async () => {
    await server.users.create({ userId: 'host' })
    await server.users.create({ userId: 'guest' })
    const sessionOf = async (userId: string) =>
      new WebTeams(web().setSession((await server.users.createSession({ userId })).secret))
    const [host, guest] = [await sessionOf('host'), await sessionOf('guest')]
    await host.create({ teamId: 'club', name: 'Club' })
    const asked = { teamId: 'club', roles: ['reader'], userId: 'guest' }
    expect(await typeOf(host.createMembership(asked))).toBe('general_argument_invalid')
    const url = 'http://localhost/join'
    expect(await host.createMembership({ ...asked, url })).toMatchObject({ confirm: false })
    expect(await host.get({ teamId: 'club' })).toMatchObject({ total: 1 })
    expect(await typeOf(guest.get({ teamId: 'club' }))).toBe('team_not_found')
    const known = (await server.users.list()).total
    const stranger = guest.createMembership({ teamId: 'club', roles: [], email: 'x@example.org', url })
    expect(await typeOf(stranger)).toBe('team_not_found')
    expect((await server.users.list()).total).toBe(known)
    expect(await server.teams.createMembership(asked)).toMatchObject({ confirm: true })
    expect(await guest.get({ teamId: 'club' })).toMatchObject({ total: 2 })
  })
})

describe('errors', () => {
  it('carry message, code, type and version', async () => {
    const error = await server.users.get({ userId: 'nobody' }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(AppwriteException)
    const answer = await server.raw('GET', '/users/nobody', { as: 'key' })
    expect(answer.body).toEqual({
      message: expect.any(String),
      code: 404,
      type: 'user_not_found',
      version: '1.9.6',
    })
  })
})
