import type { FunctionVariableService } from '../../services/functions/function-variables.ts'
import type { VariableDocument } from '../../store/documents/function-documents.ts'
import type { Endpoint } from '../endpoint.ts'
import { boolean, id, newId, text } from '../readers.ts'
import { functionPartEndpoints } from './function-parts.ts'

/** Longest name and value of a variable, in characters. */
const KEY_LIMIT = 255
const VALUE_LIMIT = 8192

/** A variable as the API shows it: the value of a secret one is never shown again. */
export function variableView(functionId: string, variable: VariableDocument): Record<string, unknown> {
  return {
    $id: variable.$id,
    $createdAt: variable.$createdAt,
    $updatedAt: variable.$updatedAt,
    key: variable.key,
    value: variable.secret ? '' : variable.value,
    secret: variable.secret,
    resourceType: 'function',
    resourceId: functionId,
  }
}

/** Routes of the variables of functions. */
export function functionVariableEndpoints(variables: FunctionVariableService): Endpoint[] {
  const WRITE = ['functions.write']
  const all = '/functions/:functionId/variables'
  const one = `${all}/:variableId`
  return [
    ...functionPartEndpoints({
      name: 'variables',
      idName: 'variableId',
      parts: variables,
      view: variableView,
    }),
    {
      method: 'POST',
      path: all,
      scopes: WRITE,
      async handle({ params }) {
        const functionId = params.required('functionId', id)
        const variable = await variables.create(functionId, params.optional('variableId', newId, null), {
          key: params.required('key', text(KEY_LIMIT, 1)),
          value: params.required('value', text(VALUE_LIMIT)),
          secret: params.optional('secret', boolean, true),
        })
        return { status: 201, body: variableView(functionId, variable) }
      },
    },
    {
      method: 'PUT',
      path: one,
      scopes: WRITE,
      async handle({ params }) {
        const functionId = params.required('functionId', id)
        const key = params.optional('key', text(KEY_LIMIT, 1), null)
        const value = params.optional('value', text(VALUE_LIMIT), null)
        const secret = params.optional('secret', boolean, null)
        const variable = await variables.update(functionId, params.required('variableId', id), {
          ...(key === null ? {} : { key }),
          ...(value === null ? {} : { value }),
          ...(secret === null ? {} : { secret }),
        })
        return { status: 200, body: variableView(functionId, variable) }
      },
    },
  ]
}
