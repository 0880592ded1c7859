/** One call of an API, as use cases see it. */
export interface ApiRequest {
  readonly method: string
  readonly path: string
  /** The values of the parameters (`:name`) of the route's pattern. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** The parsed JSON body; undefined when there is none. Of a route with `rawBodyMaxBytes` a `Uint8Array`. */
  readonly body: unknown
}

export interface Route<Dependencies> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** For example `/sessions/:sessionId/messages`. */
  readonly pattern: string
  /** So much of a body it takes as it comes; without it, JSON. */
  readonly rawBodyMaxBytes?: number
  /** So much of a JSON body it takes; the usual size without it. */
  readonly bodyMaxBytes?: number
  /** The answer becomes the JSON body of a 200, unless it is a `PlainAnswer`. */
  readonly run: (request: ApiRequest, dependencies: Dependencies) => Promise<object>
}

/** The route of a call and the values of its parameters, or null. */
export function findRoute<D>(
  routes: readonly Route<D>[],
  method: string,
  path: string,
): { readonly route: Route<D>; readonly params: Readonly<Record<string, string>> } | null {
  for (const route of routes) {
    if (route.method !== method) continue
    const params = matchPattern(route.pattern, path)
    if (params) return { route, params }
  }
  return null
}

function matchPattern(pattern: string, path: string): Record<string, string> | null {
  const wanted = parts(pattern)
  const given = parts(path)
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) {
      if (value === '') return null
      params[part.slice(1)] = value
    } else if (part !== value) return null
  }
  return params
}

/** `/a/b` and `/a/b/` are the same path. */
function parts(path: string): string[] {
  return path.replace(/^\/|\/$/g, '').split('/')
}
