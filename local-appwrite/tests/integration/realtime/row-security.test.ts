import { Client, Permission, Role, TablesDB, Users } from 'node-appwrite'
import { beforeAll, expect, it } from 'vitest'
import { startLocalAppwrite } from '../../../vitest.ts'
import { type Frame, listen, subscribeTo } from '../../support/listener.ts'

let tables: TablesDB
let secrets: Readonly<Record<'ann' | 'bob', string>>

const server = await startLocalAppwrite({ projectId: 'live' })

beforeAll(async () => {
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  tables = new TablesDB(client)
  const users = new Users(client)
  const secretOf = async (userId: string) => {
    await users.create({ userId })
    return (await users.createSession({ userId })).secret
  }
  secrets = { ann: await secretOf('ann'), bob: await secretOf('bob') }
  await tables.create({ databaseId: 'live', name: 'Live' })
  for (const rowSecurity of [true, false]) {
    await tables.createTable({
      databaseId: 'live',
      tableId: rowSecurity ? 'by-row' : 'by-table',
      name: 'Notes',
      rowSecurity,
      permissions: [Permission.read(Role.user('ann'))],
      columns: [{ key: 'text', type: 'string', size: 64, required: false }],
    })
  }
})

const rowIn = ({ data }: Frame) => Object(data.payload)['$id']

it('a table without row security is heard by whom the table names, whatever its rows say', async () => {
  const heard = await Promise.all(
    (['ann', 'bob'] as const).map(async (who) => {
      const listener = await listen(server.endpoint, server.projectId, {
        headers: { 'x-appwrite-session': secrets[who] },
      })
      const channels = ['by-table', 'by-row'].map((table) => `tablesdb.live.tables.${table}.rows`)
      await listener.ask(subscribeTo('rows', channels))
      return listener
    }),
  )
  const permissions = [Permission.read(Role.user('bob'))]
  for (const tableId of ['by-table', 'by-row']) {
    const data = { text: 'x' }
    await tables.createRow({ databaseId: 'live', tableId, rowId: `${tableId}-1`, data, permissions })
  }
  // The second was written later: who has heard of it would have heard of the first.
  await Promise.all(
    heard.map((listener) => listener.frame((frame) => frame.type === 'event' && rowIn(frame) === 'by-row-1')),
  )
  expect(heard.map((listener) => listener.events().map(rowIn))).toEqual([
    ['by-table-1', 'by-row-1'],
    ['by-row-1'],
  ])
  for (const listener of heard) listener.close()
})
