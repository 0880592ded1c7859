import { Client, TablesDB } from 'node-appwrite'
import { beforeAll, expect, it } from 'vitest'
import { startLocalAppwrite } from '../../vitest.ts'

const AT_ONCE = 40

let tables: TablesDB
const server = await startLocalAppwrite({ projectId: 'times' })

beforeAll(async () => {
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  tables = new TablesDB(client)
  await tables.create({ databaseId: 'd', name: 'D' })
  await tables.createTable({
    databaseId: 'd',
    tableId: 't',
    name: 'T',
    columns: [{ key: 'count', type: 'integer', required: false, default: 0 }],
  })
})

/** Many changes of one row that come together, and so within a millisecond or two. */
it.each([
  ['update', (row: Place, count: number) => tables.updateRow({ ...row, data: { count: count + 1 } })],
  ['increment', (row: Place) => tables.incrementRowColumn({ ...row, column: 'count' })],
])(
  'each %s of a row changes its $updatedAt, so that a lock tells all of them apart',
  async (name, change) => {
    const row = { databaseId: 'd', tableId: 't', rowId: name }
    const made = await tables.createRow({ ...row, data: { count: 0 } })
    const changed = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => change(row, index)))
    const times = [made, ...changed].map(({ $updatedAt }) => $updatedAt)
    expect(new Set(times).size).toBe(AT_ONCE + 1)
  },
)

interface Place {
  readonly databaseId: string
  readonly tableId: string
  readonly rowId: string
}
