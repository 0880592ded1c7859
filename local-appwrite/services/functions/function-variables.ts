import type { Database } from '../../store/database.ts'
import type { FunctionDocuments, VariableDocument } from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type FieldTypes, parseFieldQueries } from '../queries/field-queries.ts'
import { type FunctionService, PROJECT } from './functions.ts'

const VARIABLE_FIELDS: FieldTypes = {
  key: 'text',
  secret: 'boolean',
}
/** Variables are always listed whole (Appwrite's own limit of them). */
const VARIABLES_LIMIT = 100

/** What can be set of a variable. */
interface VariableValues {
  key: string
  value: string
  secret: boolean
}

/**
 * What the code of a function finds in its environment besides what the platform puts there. Variables belong to a
 * function, or to the project (`PROJECT` for an owner) and thereby to all functions. Their ids are unique in the whole
 * project, their keys for each owner.
 */
export function createFunctionVariableService(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly functions: FunctionService
}) {
  const { db, documents, functions } = dependencies
  const { variables } = documents

  const requireOwner = (owner: string): void => {
    if (owner !== PROJECT) functions.find(owner)
  }
  const find = (owner: string, variableId: string): VariableDocument => {
    requireOwner(owner)
    const found = variables.get(owner, variableId)
    if (found === null) throw new AppwriteError('variable_not_found')
    return found.value
  }
  const requireFreeKey = (owner: string, key: string, ownId: string): void => {
    const taken = variables.all(owner).some(({ id, value }) => id !== ownId && value.key === key)
    if (taken) throw new AppwriteError('variable_already_exists')
  }
  /** Functions whose variables changed are no longer as they were deployed. Inside a transaction. */
  const touch = (owner: string): void => {
    const touched = owner === PROJECT ? documents.functions.all(PROJECT).map(({ id }) => id) : [owner]
    for (const functionId of touched) functions.patch(functionId, { live: false })
  }

  return {
    create: (owner: string, variableId: string, values: VariableValues): Promise<VariableDocument> =>
      db.transaction(() => {
        requireOwner(owner)
        const now = formatTime()
        const variable: VariableDocument = { ...values, $id: variableId, $createdAt: now, $updatedAt: now }
        if (variables.all().some(({ id }) => id.toLowerCase() === variableId.toLowerCase()))
          throw new AppwriteError('variable_already_exists')
        requireFreeKey(owner, values.key, variableId)
        variables.insert(owner, variableId, variable)
        touch(owner)
        return variable
      }),

    get: find,

    list(owner: string, queries: readonly string[]) {
      requireOwner(owner)
      const page = variables.list(
        owner,
        { ...parseFieldQueries(queries, VARIABLE_FIELDS), limit: VARIABLES_LIMIT },
        null,
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, items: page.items.map((item) => item.value) }
    },

    /** @throws AppwriteError variable_cannot_unset_secret, variable_already_exists for a key in use */
    update: (owner: string, variableId: string, values: Partial<VariableValues>): Promise<VariableDocument> =>
      db.transaction(() => {
        const before = find(owner, variableId)
        if (before.secret && values.secret === false)
          throw new AppwriteError('variable_cannot_unset_secret', 'A secret variable stays secret.')
        if (values.key !== undefined) requireFreeKey(owner, values.key, variableId)
        const after: VariableDocument = { ...before, ...values, $updatedAt: formatTime() }
        variables.replace(owner, variableId, after)
        touch(owner)
        return after
      }),

    remove: (owner: string, variableId: string): Promise<void> =>
      db.transaction(() => {
        find(owner, variableId)
        variables.remove(owner, variableId)
        touch(owner)
      }),
  }
}

export type FunctionVariableService = ReturnType<typeof createFunctionVariableService>
