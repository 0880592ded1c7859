import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A call that the official SDK makes. */
export interface SdkRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /v1; its values stand as `{rowId}`. */
  readonly path: string
  /** What goes into the query string of a GET, and into the body of everything else. */
  readonly parameters: readonly string[]
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const CALL = /const apiPath = "([^"]+)"[\s\S]*?this\.client\.call\(\s*"(\w+)"/g

/** Every call of the installed node-appwrite, read out of its own code: what Appwrite has, and this server has or has not. */
export function sdkRoutes(): SdkRoute[] {
  const entry = createRequire(import.meta.url).resolve('node-appwrite')
  const services = globSync(join(dirname(entry), 'services', '*.mjs'))
  const routes = services.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(CALL)].flatMap(([code, path = '', verb = '']): SdkRoute[] => {
      const method = METHODS.find((one) => one === verb.toUpperCase())
      const parameters = [...code.matchAll(/payload\["([^"]+)"\]/g)].map((match) => match[1] ?? '')
      return method === undefined ? [] : [{ method, path, parameters: [...new Set(parameters)] }]
    }),
  )
  if (routes.length < 100)
    throw new Error('node-appwrite’s code reads differently now: no routes found in it')
  return routes
}
