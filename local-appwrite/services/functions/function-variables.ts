import type { Database } from '../../store/database.ts'
import type { FunctionDocuments, VariableDocument } from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type FieldTypes, parseFieldQueries } from '../queries/field-queries.ts'
import { uniqueId } from '../unique-id.ts'
import type { FunctionService } from './functions.ts'

const VARIABLE_FIELDS: FieldTypes = {
  key: 'text',
  secret: 'boolean',
}
/** Variables of a function are always listed whole (Appwrite's own limit of them). */
const VARIABLES_LIMIT = 100

/** What the code of a function finds in its environment besides what the platform puts there. */
export function createFunctionVariableService(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly functions: FunctionService
}) {
  const { db, documents, functions } = dependencies
  const { variables } = documents

  const find = (functionId: string, variableId: string): VariableDocument => {
    functions.find(functionId)
    const found = variables.get(functionId, variableId)
    if (found === null) throw new AppwriteError('variable_not_found')
    return found.value
  }

  return {
    async create(
      functionId: string,
      variableId: string | null,
      values: { key: string; value: string; secret: boolean },
    ) {
      const now = formatTime()
      const id = variableId ?? uniqueId()
      const variable: VariableDocument = { ...values, $id: id, $createdAt: now, $updatedAt: now }
      await db.transaction(() => {
        functions.find(functionId)
        const taken = variables
          .all(functionId)
          .some((other) => other.id === id || other.value.key === values.key)
        if (taken) throw new AppwriteError('variable_already_exists')
        variables.insert(functionId, id, variable)
      })
      return variable
    },

    get: find,

    list(functionId: string, queries: readonly string[]) {
      functions.find(functionId)
      const page = variables.list(
        functionId,
        { ...parseFieldQueries(queries, VARIABLE_FIELDS), limit: VARIABLES_LIMIT },
        null,
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, items: page.items.map((item) => item.value) }
    },

    async update(
      functionId: string,
      variableId: string,
      values: { key?: string; value?: string; secret?: boolean },
    ) {
      return db.transaction(() => {
        const before = find(functionId, variableId)
        if (before.secret && values.secret === false) {
          throw new AppwriteError('general_argument_invalid', 'A secret variable stays secret.')
        }
        const after: VariableDocument = { ...before, ...values, $updatedAt: formatTime() }
        variables.replace(functionId, variableId, after)
        return after
      })
    },

    async remove(functionId: string, variableId: string): Promise<void> {
      await db.transaction(() => {
        find(functionId, variableId)
        variables.remove(functionId, variableId)
      })
    },
  }
}

export type FunctionVariableService = ReturnType<typeof createFunctionVariableService>
