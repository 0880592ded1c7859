import { Client, Query, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { clientOf, startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
let ana: TablesDB
let ben: TablesDB
const guest = () => new TablesDB(clientOf(server.appwrite))
const at = { databaseId: 'main', tableId: 'chats' }

async function signIn(userId: string): Promise<Client> {
  await server.users.create({ userId })
  const { secret } = await server.users.createSession({ userId })
  return clientOf(server.appwrite).setSession(secret)
}

beforeAll(async () => {
  server = await startServer()
  ana = new TablesDB(await signIn('ana'))
  ben = new TablesDB(await signIn('ben'))
  await server.teams.create({ teamId: 'agents', name: 'Agents' })
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({
    ...at,
    name: 'Chats',
    permissions: ['create("users")'],
    rowSecurity: true,
    columns: [{ key: 'body', type: 'string', size: 100, required: true }],
    indexes: [],
  })
})
afterAll(() => server.stop())

const refusal = (type: string) => expect.objectContaining({ type })

describe('row security', () => {
  it('gives a row to its maker alone, and hides it from lists, reads and counts of others', async () => {
    await ana.createRow({ ...at, rowId: 'private', data: { body: 'secret' } })
    expect(await ana.listRows(at)).toMatchObject({ total: 1, rows: [{ $id: 'private' }] })
    for (const stranger of [ben, guest()]) {
      expect(await stranger.listRows(at)).toEqual({ total: 0, rows: [] })
      expect(await stranger.listRows({ ...at, queries: [Query.equal('body', 'secret')] })).toMatchObject({
        total: 0,
      })
      await expect(stranger.getRow({ ...at, rowId: 'private' })).rejects.toEqual(refusal('row_not_found'))
      const change = { ...at, rowId: 'private', data: { body: 'x' } }
      await expect(stranger.updateRow(change)).rejects.toEqual(refusal('user_unauthorized'))
      await expect(stranger.upsertRow(change)).rejects.toEqual(refusal('user_unauthorized'))
      await expect(stranger.deleteRow({ ...at, rowId: 'private' })).rejects.toEqual(
        refusal('user_unauthorized'),
      )
    }
    await expect(guest().createRow({ ...at, rowId: 'g', data: { body: 'x' } })).rejects.toEqual(
      refusal('user_unauthorized'),
    )
  })

  it('lets nobody grant a role that they do not hold', async () => {
    for (const role of ['user:ben', 'team:agents', 'label:vip', 'guests', 'users/verified'])
      await expect(
        ana.createRow({ ...at, rowId: 'grant', data: { body: 'x' }, permissions: [`read("${role}")`] }),
      ).rejects.toEqual(refusal('user_unauthorized'))
  })

  it('follows memberships at once', async () => {
    await server.tables.createRow({
      ...at,
      rowId: 'team',
      data: { body: 'for agents' },
      permissions: ['read("team:agents")', 'update("team:agents/lead")'],
    })
    await expect(ben.getRow({ ...at, rowId: 'team' })).rejects.toEqual(refusal('row_not_found'))
    const { $id } = await server.teams.createMembership({ teamId: 'agents', userId: 'ben', roles: [] })
    expect(await ben.getRow({ ...at, rowId: 'team' })).toMatchObject({ body: 'for agents' })
    const change = { ...at, rowId: 'team', data: { body: 'changed' } }
    await expect(ben.updateRow(change)).rejects.toEqual(refusal('user_unauthorized'))
    await server.teams.updateMembership({ teamId: 'agents', membershipId: $id, roles: ['lead'] })
    expect(await ben.updateRow(change)).toMatchObject({ body: 'changed' })
    await server.teams.deleteMembership({ teamId: 'agents', membershipId: $id })
    await expect(ben.getRow({ ...at, rowId: 'team' })).rejects.toEqual(refusal('row_not_found'))
  })

  it('follows labels and a changed permission at once', async () => {
    const rowId = 'label'
    await server.tables.createRow({ ...at, rowId, data: { body: 'x' }, permissions: ['read("label:vip")'] })
    await server.users.updateLabels({ userId: 'ana', labels: ['vip'] })
    expect(await ana.getRow({ ...at, rowId })).toMatchObject({ $id: rowId })
    await server.tables.updateRow({ ...at, rowId, permissions: ['read("user:ben")'] })
    await expect(ana.getRow({ ...at, rowId })).rejects.toEqual(refusal('row_not_found'))
    expect((await ben.listRows(at)).rows.map(({ $id }) => $id)).toContain(rowId)
  })

  it('shows the same rows whether few or very many of them are readable', async () => {
    const rows = (start: number, permissions: string[]) =>
      Array.from({ length: 100 }, (_, index) => ({
        $id: `n${start + index}`,
        body: 'many',
        $permissions: permissions,
      }))
    for (let start = 0; start < 11_000; start += 100)
      await server.tables.createRows({
        ...at,
        rows: rows(start, start % 1000 === 0 ? [] : ['read("users")']),
      })
    const queries = [Query.equal('body', 'many'), Query.orderDesc('$sequence'), Query.limit(120)]
    const readable = (await ben.listRows({ ...at, queries })).rows.map(({ $id }) => $id)
    const everything = (
      await server.tables.listRows({ ...at, queries: [...queries.slice(0, 2), Query.limit(400)] })
    ).rows
    const expected = everything.filter(({ $permissions }) => $permissions.length > 0).slice(0, 120)
    expect(readable).toEqual(expected.map(({ $id }) => $id))
  })
})

describe('a table without row security', () => {
  it('decides alone', async () => {
    await server.tables.createTable({
      databaseId: 'main',
      tableId: 'closed',
      name: 'Closed',
      permissions: ['create("any")'],
      columns: [{ key: 'body', type: 'string', size: 10, required: true }],
    })
    const closed = { databaseId: 'main', tableId: 'closed' }
    const mine = ['read("user:ana")', 'update("user:ana")']
    await ana.createRow({ ...closed, rowId: 'r', data: { body: 'x' }, permissions: mine })
    await expect(ana.listRows(closed)).rejects.toEqual(refusal('user_unauthorized'))
    await expect(ana.getRow({ ...closed, rowId: 'r' })).rejects.toEqual(refusal('row_not_found'))
    await expect(ana.updateRow({ ...closed, rowId: 'r', data: { body: 'y' } })).rejects.toEqual(
      refusal('user_unauthorized'),
    )
  })
})

describe('keys', () => {
  it('are bound to their scopes, and a narrower key counts at once', async () => {
    const key = await server.raw('POST', '/project/keys', {
      as: 'key',
      body: { keyId: 'few', name: 'Few', scopes: ['rows.read'] },
    })
    const headers = { 'x-appwrite-key': String(key.body['secret']) }
    const path = '/tablesdb/main/tables/chats/rows'
    expect((await server.raw('GET', path, { headers })).status).toBe(200)
    const write = { headers, body: { rowId: 'k', data: { body: 'x' } } }
    expect((await server.raw('POST', path, write)).body['type']).toBe('general_unauthorized_scope')
    expect((await server.raw('GET', '/users', { headers })).body['type']).toBe('general_unauthorized_scope')
    await server.raw('DELETE', '/project/keys/few', { as: 'key' })
    expect((await server.raw('GET', path, { headers })).body['type']).toBe('user_unauthorized')
  })
})
