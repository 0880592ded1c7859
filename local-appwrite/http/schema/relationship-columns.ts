import type { RelationshipColumns } from '../../services/schema/relationship-columns.ts'
import { relationshipJson } from '../../services/schema/schema-json.ts'
import { ON_DELETE, RELATION_TYPES } from '../../store/tables/relationship.ts'
import type { ApiRequest, Answer, Endpoint } from '../endpoint.ts'
import type { Names } from '../names.ts'
import { boolean, id, key, oneOf } from '../readers.ts'

/** Relationship columns: create and change. Listing, reading and deleting them is that of all columns. */
export function relationshipColumnEndpoints(names: Names, relationships: RelationshipColumns): Endpoint[] {
  const { legacy } = names
  const all = `${names.root}/:databaseId/${names.tables}/:${names.tableId}/${names.columns}`
  const write = { scopes: names.writeTables, legacy }

  async function create({ params }: ApiRequest): Promise<Answer> {
    const databaseId = params.required('databaseId', id)
    const tableId = params.required(names.tableId, id)
    const made = await relationships.create(databaseId, tableId, {
      relatedTable: params.required(legacy ? 'relatedCollectionId' : 'relatedTableId', id),
      relationType: params.required('type', oneOf(RELATION_TYPES)),
      twoWay: params.optional('twoWay', boolean, false),
      key: params.optional('key', key, null),
      twoWayKey: params.optional('twoWayKey', key, null),
      onDelete: params.optional('onDelete', oneOf(ON_DELETE), 'restrict'),
    })
    return { status: 202, body: relationshipJson(made, legacy, 'processing') }
  }

  async function update({ params }: ApiRequest): Promise<Answer> {
    const changed = await relationships.update(
      params.required('databaseId', id),
      params.required(names.tableId, id),
      params.required('key', key),
      {
        onDelete: params.optional('onDelete', oneOf(ON_DELETE), null),
        newKey: params.optional('newKey', key, null),
      },
    )
    return { status: 200, body: relationshipJson(changed, legacy) }
  }

  return [
    { ...write, method: 'POST', path: `${all}/relationship`, handle: create },
    // The SDKs name the key first; newer ones name it last, as for the other kinds.
    { ...write, method: 'PATCH', path: `${all}/:key/relationship`, handle: update },
    { ...write, method: 'PATCH', path: `${all}/relationship/:key`, handle: update },
  ]
}
