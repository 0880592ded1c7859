import type { FunctionVariableService } from '../../services/functions/function-variables.ts'
import { PROJECT } from '../../services/functions/functions.ts'
import type { VariableDocument } from '../../store/documents/function-documents.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Params } from '../params.ts'
import { boolean, id, newId, queryTexts, text } from '../readers.ts'

/** Longest name and value of a variable, in characters. */
const KEY_LIMIT = 255
const VALUE_LIMIT = 8192

/** A variable as the API shows it: the value of a secret one is never shown again. */
export function variableView(owner: string, variable: VariableDocument): Record<string, unknown> {
  return {
    $id: variable.$id,
    $createdAt: variable.$createdAt,
    $updatedAt: variable.$updatedAt,
    key: variable.key,
    value: variable.secret ? '' : variable.value,
    secret: variable.secret,
    resourceType: owner === PROJECT ? 'project' : 'function',
    resourceId: owner,
  }
}

/** Routes of the variables of each function, and of those that the project gives to all of them. */
export function functionVariableEndpoints(variables: FunctionVariableService): Endpoint[] {
  return [
    ...variableEndpoints(variables, '/functions/:functionId/variables', 'functions', (params) =>
      params.required('functionId', id),
    ),
    ...variableEndpoints(variables, '/project/variables', 'project', () => PROJECT),
  ]
}

function variableEndpoints(
  variables: FunctionVariableService,
  all: string,
  scope: 'functions' | 'project',
  ownerOf: (params: Params) => string,
): Endpoint[] {
  const read = { scopes: [`${scope}.read`] }
  const write = { scopes: [`${scope}.write`] }
  const one = `${all}/:variableId`
  const variableId = (params: Params) => params.required('variableId', id)
  return [
    {
      ...write,
      method: 'POST',
      path: all,
      async handle({ params }) {
        const owner = ownerOf(params)
        const variable = await variables.create(owner, params.required('variableId', newId), {
          key: params.required('key', text(KEY_LIMIT, 1)),
          value: params.required('value', text(VALUE_LIMIT)),
          secret: params.optional('secret', boolean, true),
        })
        return { status: 201, body: variableView(owner, variable) }
      },
    },
    {
      ...read,
      method: 'GET',
      path: all,
      handle({ params }) {
        const owner = ownerOf(params)
        const { total, items } = variables.list(owner, params.optional('queries', queryTexts, []))
        return { status: 200, body: { total, variables: items.map((item) => variableView(owner, item)) } }
      },
    },
    {
      ...read,
      method: 'GET',
      path: one,
      handle({ params }) {
        const owner = ownerOf(params)
        return { status: 200, body: variableView(owner, variables.get(owner, variableId(params))) }
      },
    },
    {
      ...write,
      method: 'PUT',
      path: one,
      async handle({ params }) {
        const owner = ownerOf(params)
        const key = params.optional('key', text(KEY_LIMIT, 1), null)
        const value = params.optional('value', text(VALUE_LIMIT), null)
        const secret = params.optional('secret', boolean, null)
        const variable = await variables.update(owner, variableId(params), {
          ...(key === null ? {} : { key }),
          ...(value === null ? {} : { value }),
          ...(secret === null ? {} : { secret }),
        })
        return { status: 200, body: variableView(owner, variable) }
      },
    },
    {
      ...write,
      method: 'DELETE',
      path: one,
      async handle({ params }) {
        await variables.remove(ownerOf(params), variableId(params))
        return { status: 204 }
      },
    },
  ]
}
