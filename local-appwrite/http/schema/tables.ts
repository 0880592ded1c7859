import { parsePermissions, TABLE_ACTIONS } from '../../services/permissions.ts'
import { tableJson } from '../../services/schema/schema-json.ts'
import type { Tables } from '../../services/schema/tables.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Names } from '../names.ts'
import type { Reader } from '../params.ts'
import { boolean, id, newId, strictBoolean, text } from '../readers.ts'
import { listItems } from '../schema-lists.ts'
import { inlineIndexes, readInlineColumns, readInlineIndexes } from './inline-schema.ts'

const permissions: Reader<string[]> = (value, name) => parsePermissions(value, TABLE_ACTIONS, name)

/** Tables (collections): create with their columns and indexes, list, get, change, delete. */
export function tableEndpoints(names: Names, tables: Tables): Endpoint[] {
  const { legacy } = names
  const all = `${names.root}/:databaseId/${names.tables}`
  const one = `${all}/:${names.tableId}`
  return [
    {
      method: 'POST',
      path: all,
      scopes: names.writeTables,
      legacy,
      async handle({ params }) {
        const databaseId = params.required('databaseId', id)
        const wanted = {
          id: params.required(names.tableId, newId),
          name: params.required('name', text(128, 1)),
          permissions: params.optional('permissions', permissions, []),
          rowSecurity: params.optional(names.rowSecurity, boolean, false),
          enabled: params.optional('enabled', strictBoolean, true),
        }
        const columns = readInlineColumns(params.raw(names.columns), names.columns)
        const specs = readInlineIndexes(params.raw('indexes'))
        tables.database(databaseId)
        const indexes = inlineIndexes(specs, columns)
        const made = await tables.createTable(databaseId, { ...wanted, columns, indexes })
        // Appwrite's answer does not show what was created along with the table; a GET does.
        return { status: 201, body: tableJson({ ...made, columns: [], indexes: [] }, legacy) }
      },
    },
    {
      method: 'GET',
      path: all,
      scopes: names.readTables,
      legacy,
      handle({ params }) {
        const found = tables
          .tables(params.required('databaseId', id))
          .map((table) => tableJson(table, legacy))
        const { total, items } = listItems(params, found, {
          name: 'text',
          enabled: 'boolean',
          [names.rowSecurity]: 'boolean',
        })
        return { status: 200, body: { total, [names.tables]: items } }
      },
    },
    {
      method: 'GET',
      path: one,
      scopes: names.readTables,
      legacy,
      handle({ params }) {
        const table = tables.table(params.required('databaseId', id), params.required(names.tableId, id))
        return { status: 200, body: tableJson(table, legacy) }
      },
    },
    {
      method: 'PUT',
      path: one,
      scopes: names.writeTables,
      legacy,
      async handle({ params }) {
        const databaseId = params.required('databaseId', id)
        const tableId = params.required(names.tableId, id)
        const name = params.optional('name', text(128, 1), null)
        const granted = params.optional('permissions', permissions, null)
        // Unlike name and permissions, these two are what they are for a new table when they are left out.
        const rowSecurity = params.optional(names.rowSecurity, boolean, false)
        const enabled = params.optional('enabled', strictBoolean, true)
        const changed = await tables.changeTable(databaseId, tableId, (table) => ({
          ...table,
          name: name ?? table.name,
          permissions: granted ?? table.permissions,
          rowSecurity,
          enabled,
        }))
        return { status: 200, body: tableJson(changed, legacy) }
      },
    },
    {
      method: 'DELETE',
      path: one,
      scopes: names.writeTables,
      legacy,
      async handle({ params }) {
        await tables.deleteTable(params.required('databaseId', id), params.required(names.tableId, id))
        return { status: 204 }
      },
    },
  ]
}
