import { adminAnswers, adminErrors, adminRoutes } from '../../contract/admin-routes.ts'
import { errorsOf, withAnswers, type AnsweredRoute } from '../../contract/api-route.ts'
import { chatAnswers, chatRoutes } from '../../contract/chat-routes.ts'
import { errorCodes, isErrorCode, type ErrorCode } from '../../contract/error-codes.ts'
import { helpAnswers, helpRoutes } from '../../contract/help-routes.ts'
import { isRecord } from '../../contract/is-record.ts'
import { findRoute } from '../../functions/platform/route.ts'

/** What is refused before a route is looked at. */
const BEFORE_ROUTES: readonly ErrorCode[] = ['body_invalid', 'body_too_large']

type AnsweredRoutes = Readonly<Record<string, AnsweredRoute>>
const ADMIN = withAnswers(adminRoutes, adminAnswers)
const HELP = withAnswers(helpRoutes, helpAnswers)
const CHAT = withAnswers(chatRoutes, chatAnswers)
const APIS = { admin: [ADMIN, adminErrors], chat: [CHAT, []], help: [HELP, []] } as const

interface Asked {
  readonly method: string
  readonly path: string
}

interface Answered {
  readonly status: number
  readonly body: unknown
}

/**
 * The answer of a function, if it is what the contract says of its route: its fields and no others, or one of its
 * refusals. So whatever a test asks, it looks at what comes back.
 */
export function asTheContractSays<A extends Answered>(api: keyof typeof APIS, asked: Asked, answer: A): A {
  const [routes, further] = APIS[api]
  const wrong = faultIn(routeOf(routes, asked), [...further, ...BEFORE_ROUTES], answer)
  if (wrong === null) return answer
  throw new Error(`${asked.method} ${asked.path} answers what its route does not say: ${wrong}`)
}

function routeOf(routes: AnsweredRoutes, { method, path }: Asked): AnsweredRoute | null {
  const all = Object.values(routes).map((route) => ({
    method: route.method,
    pattern: route.path,
    run: () => Promise.resolve({}),
    route,
  }))
  const found = findRoute(all, method, path.replace(/\?.*$/s, ''))
  return all.find((one) => one === found?.route)?.route ?? null
}

function faultIn(
  route: AnsweredRoute | null,
  further: readonly ErrorCode[],
  { status, body }: Answered,
): string | null {
  // Nothing has changed since the caller asked.
  if (status === 304) return null
  if (status !== 200) return faultInRefusal(route, further, status, body)
  if (route === null) return 'there is no such route'
  const parsed = route.answer.safeParse(body)
  if (!parsed.success) return parsed.error.message
  const said = isRecord(parsed.data) ? parsed.data : {}
  const unsaid = Object.keys(isRecord(body) ? body : {}).filter((key) => !Object.hasOwn(said, key))
  return unsaid.length === 0 ? null : `it has ${unsaid.join(', ')}`
}

function faultInRefusal(
  route: AnsweredRoute | null,
  further: readonly ErrorCode[],
  status: number,
  body: unknown,
): string | null {
  const error = isRecord(body) ? body['error'] : null
  const code = isRecord(error) ? error['code'] : null
  if (!isErrorCode(code) || errorCodes[code] !== status) return `${status} ${String(code)} is no refusal`
  const possible = route === null ? ['route_not_found'] : [...errorsOf(route), ...further]
  return possible.includes(code) ? null : `it may not refuse with ${code}`
}
