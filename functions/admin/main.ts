import { MCP_PATH } from '../../contract/mcp-path.ts'
import { MAIL_PATH } from '../../contract/mail-path.ts'
import { adminRoutes } from '../../contract/admin-routes.ts'
import { createFunction } from '../platform/create-function.ts'
import type { Environment } from '../platform/environment.ts'
import type { FunctionContext } from '../platform/function-context.ts'
import { routesOf } from '../platform/handlers.ts'
import { openRepositories } from '../repositories/repositories.ts'
import { createRateLimiter } from '../sessions/rate-limit.ts'
import { createSettingsCache } from '../sessions/settings-cache.ts'
import type { AdminCall } from './admin-call.ts'
import { authenticate } from './authenticate.ts'
import { adminHandlers } from './handlers.ts'
import { limitGuesses } from './limit-guesses.ts'
import type { McpCall } from './mcp-call.ts'
import { mcpRoutes } from './mcp-routes.ts'
import { mailRoute } from './mail-route.ts'
import type { MailCall } from './receive-mail.ts'

const rates = createRateLimiter()
const settings = createSettingsCache()

/** Who calls, and what their call works with. Throws the refusals of `authenticate`. */
async function operatorCall(
  environment: Environment,
  headers: Readonly<Record<string, string>>,
  reportError: AdminCall['reportError'],
): Promise<AdminCall> {
  const repositories = openRepositories(environment)
  const presented = { authorization: headers['authorization'] ?? null, userId: environment.userId }
  const caller = await authenticate(
    presented,
    process.env['ADMIN_SECRET'] || null,
    repositories.agents,
  ).catch((refused: unknown) => limitGuesses(repositories.limits, rates, environment.clientIp, refused))
  return {
    repositories,
    databaseId: environment.databaseId,
    caller,
    settings: () => settings.read(repositories, Date.now()),
    reportError,
  }
}

const operators = createFunction<AdminCall>({
  name: 'admin',
  routes: routesOf(adminRoutes, adminHandlers),
  prepare: operatorCall,
})

/** Operators' language models. */
const models = createFunction<McpCall>({
  name: 'admin',
  routes: mcpRoutes,
  prepare: async (environment, headers, reportError) => ({
    ...(await operatorCall(environment, headers, reportError)),
    headers,
  }),
})

/** A mail provider: its signature, which the route checks, is all that it has. */
const mailProvider = createFunction<MailCall>({
  name: 'admin',
  routes: [mailRoute],
  prepare: (environment, headers) => ({
    repositories: openRepositories(environment),
    secret: process.env['MAIL_WEBHOOK_SECRET'] || null,
    headers,
    rates,
  }),
})

/** Appwrite's entry to the function `admin`. */
export default function admin(context: FunctionContext) {
  switch (context.req.path) {
    case MAIL_PATH:
      return mailProvider(context)
    case MCP_PATH:
      return models(context)
    default:
      return operators(context)
  }
}
