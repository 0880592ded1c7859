import { databaseJson } from '../../services/schema/schema-json.ts'
import type { Tables } from '../../services/schema/tables.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Names } from '../names.ts'
import { id, newId, strictBoolean, text } from '../readers.ts'
import { listItems } from '../schema-lists.ts'

const READ = ['databases.read']
const WRITE = ['databases.write']

/** Databases: create, list, get, change, delete. */
export function databaseEndpoints(names: Names, tables: Tables): Endpoint[] {
  const { root, legacy } = names
  return [
    {
      method: 'POST',
      path: root,
      scopes: WRITE,
      legacy,
      async handle({ params }) {
        const databaseId = params.required('databaseId', newId)
        const name = params.required('name', text(128, 1))
        const enabled = params.optional('enabled', strictBoolean, true)
        const made = await tables.createDatabase(databaseId, name, enabled, legacy ? 'legacy' : 'tablesdb')
        return { status: 201, body: databaseJson(made) }
      },
    },
    {
      method: 'GET',
      path: root,
      scopes: READ,
      legacy,
      handle({ params }) {
        const { total, items } = listItems(params, tables.databases().map(databaseJson), {
          name: 'text',
          enabled: 'boolean',
          type: 'text',
        })
        return { status: 200, body: { total, databases: items } }
      },
    },
    {
      method: 'GET',
      path: `${root}/:databaseId`,
      scopes: READ,
      legacy,
      handle: ({ params }) => ({
        status: 200,
        body: databaseJson(tables.database(params.required('databaseId', id))),
      }),
    },
    {
      method: 'PUT',
      path: `${root}/:databaseId`,
      scopes: WRITE,
      legacy,
      async handle({ params }) {
        const changed = await tables.updateDatabase(params.required('databaseId', id), {
          name: params.optional('name', text(128, 1), null),
          // As a table, it is switched on again when nothing is said.
          enabled: params.optional('enabled', strictBoolean, true),
        })
        return { status: 200, body: databaseJson(changed) }
      },
    },
    {
      method: 'DELETE',
      path: `${root}/:databaseId`,
      scopes: WRITE,
      legacy,
      async handle({ params }) {
        await tables.deleteDatabase(params.required('databaseId', id))
        return { status: 204 }
      },
    },
  ]
}
