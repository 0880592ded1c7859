import type { Database } from '../../store/database.ts'
import type {
  FunctionDocument,
  FunctionDocuments,
  VariableDocument,
} from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type FieldTypes, parseFieldQueries, withSearch } from '../queries/field-queries.ts'
import { parseCron } from './cron.ts'

/** Everything about a function that its owner sets. */
export type FunctionSettings = Pick<
  FunctionDocument,
  | 'name'
  | 'runtime'
  | 'execute'
  | 'enabled'
  | 'logging'
  | 'scopes'
  | 'events'
  | 'schedule'
  | 'timeout'
  | 'entrypoint'
  | 'commands'
  | 'specification'
>

/** A function together with its variables. */
export type FunctionView = FunctionDocument & { readonly vars: readonly VariableDocument[] }

const FUNCTION_FIELDS: FieldTypes = {
  name: 'text',
  enabled: 'boolean',
  runtime: 'text',
  deploymentId: 'text',
  schedule: 'text',
  timeout: 'integer',
  entrypoint: 'text',
  commands: 'text',
}

/** Settings that a deployment is made with: a function that changes one is no longer as it was deployed. */
const DEPLOYED = ['name', 'entrypoint', 'commands', 'runtime'] as const

/** The runtime that local code runs on; anything else that Node could not run is refused at creation. */
const RUNTIME = /^node-\d{2}(\.\d)?$/

/** The only parent of functions: they belong to the project, of which there is one. */
export const PROJECT = ''

/** Functions themselves; their variables, code and executions are other services' matter. */
export function createFunctionService(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  /** Told after a function, its schedule or its events changed or went away. */
  readonly onChange: () => void
}) {
  const { db, documents, onChange } = dependencies
  const { functions, variables } = documents

  const find = (functionId: string): FunctionDocument => {
    const found = functions.get(PROJECT, functionId)
    if (found === null) throw new AppwriteError('function_not_found')
    return found.value
  }
  const view = (document: FunctionDocument): FunctionView => ({
    ...document,
    vars: variables.all(document.$id).map((variable) => variable.value),
  })
  const check = (settings: FunctionSettings): void => {
    if (!RUNTIME.test(settings.runtime)) {
      throw new AppwriteError(
        'general_argument_invalid',
        'Invalid `runtime` param: Value must be a Node runtime.',
      )
    }
    if (settings.schedule !== '' && parseCron(settings.schedule) === null) {
      throw new AppwriteError(
        'general_argument_invalid',
        'Invalid `schedule` param: Invalid cron expression.',
      )
    }
  }
  return {
    /** @throws AppwriteError function_not_found */
    find,
    view,

    async create(functionId: string, settings: FunctionSettings): Promise<FunctionView> {
      check(settings)
      const now = formatTime()
      const document: FunctionDocument = {
        ...settings,
        $id: functionId,
        $createdAt: now,
        $updatedAt: now,
        deploymentId: '',
        deploymentCreatedAt: '',
        latestDeploymentId: '',
        latestDeploymentCreatedAt: '',
        latestDeploymentStatus: '',
      }
      await db.transaction(() => {
        if (functions.get(PROJECT, functionId) !== null) throw new AppwriteError('function_already_exists')
        functions.insert(PROJECT, functionId, document)
      })
      onChange()
      return view(document)
    },

    get: (functionId: string): FunctionView => view(find(functionId)),

    list(queries: readonly string[], search: string) {
      const page = functions.list(
        PROJECT,
        withSearch(parseFieldQueries(queries, FUNCTION_FIELDS), search, 'name'),
        null,
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, functions: page.items.map((item) => view(item.value)) }
    },

    async update(
      functionId: string,
      change: (before: FunctionDocument) => FunctionSettings,
    ): Promise<FunctionView> {
      const updated = await db.transaction(() => {
        const before = find(functionId)
        const settings = change(before)
        check(settings)
        const live = DEPLOYED.every((field) => settings[field] === before[field])
        const after: FunctionDocument = { ...before, ...settings, live, $updatedAt: formatTime() }
        functions.replace(PROJECT, functionId, after)
        return after
      })
      onChange()
      return view(updated)
    },

    /** Changes what the server itself keeps of a function. Inside a transaction. */
    patch(functionId: string, values: Partial<FunctionDocument>): void {
      const before = functions.get(PROJECT, functionId)
      if (before === null) return
      functions.replace(PROJECT, functionId, { ...before.value, ...values, $updatedAt: formatTime() })
    },

    /** Removes the function with everything stored under it; its code's files are the deployments' matter. */
    async remove(functionId: string): Promise<void> {
      await db.transaction(() => {
        find(functionId)
        functions.remove(PROJECT, functionId)
        for (const table of [variables, documents.deployments, documents.executions])
          table.removeAll(functionId)
      })
      onChange()
    },
  }
}

export type FunctionService = ReturnType<typeof createFunctionService>
