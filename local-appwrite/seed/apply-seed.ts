import * as z from 'zod'

import { InvalidSeed, parseSeed, type SeedColumn, type SeedTable, type SeedUser } from './seed.ts'

/** The project that is filled, as its server announces it. */
export interface SeededProject {
  readonly endpoint: string
  readonly projectId: string
  readonly apiKey: string
}

/** A text as one segment of a path. */
const segment = encodeURIComponent

const CONFLICT = 409
const NOT_FOUND = 404

const Refused = z.object({ message: z.string(), type: z.string() })
const Keyed = z.object({ key: z.string() })
const Schema = z.object({ columns: z.array(Keyed), indexes: z.array(Keyed) })

/**
 * Makes what a seed names and the project doesn't have; what is there stays as it is, so that a second time changes
 * nothing. It goes through the API by the project's key, so that what the API would refuse is refused here.
 *
 * @throws InvalidSeed when the seed is of another shape, or the API refuses a part of it
 */
export async function applySeed(project: SeededProject, value: unknown): Promise<void> {
  const seed = parseSeed(value)
  const api = openApi(project)
  const databases: readonly [string, typeof seed.databases][] = [
    ['databases', seed.databases],
    ['tablesDB', seed.tablesDB],
  ]
  for (const [list, entries] of databases) {
    for (const [index, { $id, name = $id, enabled = true }] of entries.entries()) {
      await api.ensure(`${list}[${index}]`, '/tablesdb', $id, { databaseId: $id, name, enabled })
    }
  }
  for (const [index, table] of seed.tables.entries()) await ensureTable(api, `tables[${index}]`, table)
  // Relationships name other tables, indexes may name relationships.
  for (const [index, table] of seed.tables.entries()) await ensureSchema(api, `tables[${index}]`, table)
  for (const [index, user] of seed.users.entries()) await ensureUser(api, `users[${index}]`, user)
  for (const [index, { $id, name = $id, members }] of seed.teams.entries()) {
    const place = `teams[${index}]`
    await api.ensure(place, '/teams', $id, { teamId: $id, name })
    for (const [at, member] of members.entries()) {
      await api.makeUnlessThere(`${place}.members[${at}]`, `/teams/${segment($id)}/memberships`, member)
    }
  }
  for (const [index, { $id, $permissions, name = $id, ...settings }] of seed.buckets.entries()) {
    const body = { ...settings, bucketId: $id, name, permissions: $permissions ?? [] }
    await api.ensure(`buckets[${index}]`, '/storage/buckets', $id, body)
  }
  for (const [index, { databaseId, tableId, rows }] of seed.rows.entries()) {
    for (const [at, { $id, $permissions, ...data }] of rows.entries()) {
      const body = { rowId: $id, data, ...($permissions && { permissions: $permissions }) }
      const path = `/tablesdb/${segment(databaseId)}/tables/${segment(tableId)}/rows`
      await api.ensure(`rows[${index}].rows[${at}]`, path, $id, body)
    }
  }
}

async function ensureTable(api: Api, place: string, table: SeedTable): Promise<void> {
  const { $id, databaseId, name = $id, enabled = true, rowSecurity = false, $permissions = [] } = table
  const body = { tableId: $id, name, enabled, rowSecurity, permissions: $permissions }
  await api.ensure(place, `/tablesdb/${segment(databaseId)}/tables`, $id, body)
}

async function ensureSchema(api: Api, place: string, table: SeedTable): Promise<void> {
  const path = `/tablesdb/${segment(table.databaseId)}/tables/${segment(table.$id)}`
  const there = Schema.parse(await api.get(place, path))
  const lacks = (keys: { key: string }[], key: string) => !keys.some((one) => one.key === key)
  for (const [index, column] of table.columns.entries()) {
    // The other side of a relationship comes with the first.
    if (!lacks(there.columns, column.key) || column['side'] === 'child') continue
    const { route, body } = columnRequest(column)
    await api.make(`${place}.columns[${index}]`, `${path}/columns/${segment(route)}`, body)
  }
  for (const [index, { key, type, columns, ...more }] of table.indexes.entries()) {
    if (!lacks(there.indexes, key)) continue
    const body = { key, type, columns, orders: more['orders'], lengths: more['lengths'] }
    await api.make(`${place}.indexes[${index}]`, `${path}/indexes`, body)
  }
}

/** The API has a route for each kind of column, which a column's own type and format name differently. */
function columnRequest(column: SeedColumn): { route: string; body: object } {
  const { type, format, ...rest } = column
  const settings = { required: false, ...rest }
  switch (type) {
    case 'string':
      return { route: format === undefined || format === '' ? 'string' : format, body: settings }
    case 'double':
      return { route: 'float', body: settings }
    case 'linestring':
      return { route: 'line', body: settings }
    case 'relationship':
      return {
        route: 'relationship',
        body: { ...settings, relatedTableId: rest['relatedTable'], type: rest['relationType'] },
      }
    default:
      return { route: type, body: settings }
  }
}

async function ensureUser(api: Api, place: string, user: SeedUser): Promise<void> {
  const { $id, labels, prefs, ...account } = user
  const isNew = await api.ensure(place, '/users', $id, { userId: $id, ...account })
  if (!isNew) return
  if (labels !== undefined) await api.send(place, 'PUT', `/users/${segment($id)}/labels`, { labels })
  if (prefs !== undefined) await api.send(place, 'PATCH', `/users/${segment($id)}/prefs`, { prefs })
}

type Api = ReturnType<typeof openApi>

/** The API by the project's key; a refusal is an InvalidSeed that names the place of the seed it is about. */
function openApi({ endpoint, projectId, apiKey }: SeededProject) {
  const headers = {
    'content-type': 'application/json',
    'x-appwrite-project': projectId,
    'x-appwrite-key': apiKey,
  }
  const request = (method: string, path: string, body?: object) =>
    fetch(endpoint + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const accepted = async (place: string, response: Response): Promise<unknown> => {
    const answer: unknown = await response.json()
    if (response.ok) return answer
    const { message, type } = Refused.parse(answer)
    throw new InvalidSeed(`The seed can't be used.\n  ${place}: ${message} (${type})`)
  }
  const send = async (place: string, method: string, path: string, body?: object) =>
    accepted(place, await request(method, path, body))
  /** True when it was made; false when something is in its place. */
  const makeUnlessThere = async (place: string, path: string, body: object): Promise<boolean> => {
    const response = await request('POST', path, body)
    if (response.status === CONFLICT) return false
    await accepted(place, response)
    return true
  }
  return {
    send,
    makeUnlessThere,
    get: (place: string, path: string) => send(place, 'GET', path),
    make: (place: string, path: string, body: object) => send(place, 'POST', path, body),
    /** Makes what has an id. True when it was made, false when it was there; what another one is in the way of is refused. */
    async ensure(place: string, path: string, id: string, body: object): Promise<boolean> {
      if (await makeUnlessThere(place, path, body)) return true
      const found = await request('GET', `${path}/${segment(id)}`)
      if (found.status === NOT_FOUND) {
        throw new InvalidSeed(
          `The seed can't be used.\n  ${place}: something else has one of its values that must be unique`,
        )
      }
      await accepted(place, found)
      return false
    },
  }
}
