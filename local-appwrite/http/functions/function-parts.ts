import type { Endpoint } from '../endpoint.ts'
import { id, queryTexts } from '../readers.ts'

/** What belongs to functions: variables or deployments. */
type FunctionParts<Part> = {
  /** The name in paths and lists. */
  readonly name: 'variables' | 'deployments'
  readonly idName: 'variableId' | 'deploymentId'
  readonly parts: {
    list(functionId: string, queries: readonly string[]): { total: number; items: readonly Part[] }
    get(functionId: string, partId: string): Part
    remove(functionId: string, partId: string): Promise<void>
  }
  readonly view: (functionId: string, part: Part) => Record<string, unknown>
}

/** Lists, answers and deletes what belongs to a function. */
export function functionPartEndpoints<Part>({ name, idName, parts, view }: FunctionParts<Part>): Endpoint[] {
  const all = `/functions/:functionId/${name}`
  const one = `${all}/:${idName}`
  return [
    {
      method: 'GET',
      path: all,
      scopes: ['functions.read'],
      handle({ params }) {
        const functionId = params.required('functionId', id)
        const { total, items } = parts.list(functionId, params.optional('queries', queryTexts, []))
        return { status: 200, body: { total, [name]: items.map((part) => view(functionId, part)) } }
      },
    },
    {
      method: 'GET',
      path: one,
      scopes: ['functions.read'],
      handle({ params }) {
        const functionId = params.required('functionId', id)
        return { status: 200, body: view(functionId, parts.get(functionId, params.required(idName, id))) }
      },
    },
    {
      method: 'DELETE',
      path: one,
      scopes: ['functions.write'],
      async handle({ params }) {
        await parts.remove(params.required('functionId', id), params.required(idName, id))
        return { status: 204 }
      },
    },
  ]
}
