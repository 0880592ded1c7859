import { hostileText, hostileValue } from './hostile-values.ts'
import type { SdkRoute } from './sdk-routes.ts'

/** A request that no honest client would send. */
export interface HostileRequest {
  readonly method: SdkRoute['method']
  /** Below /v1, with the query string. */
  readonly path: string
  /** Absent for GET. */
  readonly body?: Readonly<Record<string, unknown>>
}

/** Ids that exist, by the name that routes give them; half of the requests go there. */
export type KnownIds = Readonly<Record<string, readonly string[]>>

/** What would leave nothing to send further requests to. */
const WHOLE_THINGS =
  /^\/(?:tablesdb|databases|users|teams|functions|storage\/buckets)\/[^/]+(?:\/(?:tables|collections)\/[^/]+)?$/

/** A request to the route with hostile values for some of its parameters and some that it doesn't have. */
export function hostileRequest(route: SdkRoute, random: () => number, known: KnownIds): HostileRequest {
  const { method, parameters } = route
  const any = (texts: readonly string[]) => texts[Math.floor(random() * texts.length)] ?? ''
  const isFatal = method === 'DELETE' && WHOLE_THINGS.test(route.path)
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const ids = known[name]
    return ids !== undefined && !isFatal && random() < 0.7
      ? any(ids)
      : encodeURIComponent(hostileText(random).slice(0, 300).toWellFormed())
  })
  const names = [...parameters.filter(() => random() < 0.7), ...(random() < 0.2 ? [hostileText(random)] : [])]
  const values = names.map((name): [string, unknown] => {
    const ids = known[name]
    return [name, ids !== undefined && random() < 0.6 ? any(ids) : hostileValue(random)]
  })
  if (method !== 'GET') return { method, path, body: Object.fromEntries(values) }
  const search = new URLSearchParams()
  for (const [name, value] of values)
    search.append(
      random() < 0.5 ? `${name}[0]` : name,
      typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
    )
  return { method, path: `${path}?${search.toString()}` }
}
