import { adminRoutes } from '../../contract/admin-routes.ts'
import { createFunction } from '../platform/create-function.ts'
import { routesOf } from '../platform/handlers.ts'
import { openRepositories } from '../repositories/repositories.ts'
import { createRateLimiter } from '../sessions/rate-limit.ts'
import type { AdminCall } from './admin-call.ts'
import { authenticate } from './authenticate.ts'
import { adminHandlers } from './handlers.ts'
import { limitGuesses } from './limit-guesses.ts'

const rates = createRateLimiter()

/** Appwrite's entry to the function `admin`. */
export default createFunction<AdminCall>({
  name: 'admin',
  routes: routesOf(adminRoutes, adminHandlers),
  prepare: async (environment, headers) => {
    const repositories = openRepositories(environment)
    const presented = { authorization: headers['authorization'] ?? null, userId: environment.userId }
    const caller = await authenticate(
      presented,
      process.env['ADMIN_SECRET'] || null,
      repositories.agents,
    ).catch((refused: unknown) => limitGuesses(repositories.limits, rates, environment.clientIp, refused))
    return { repositories, databaseId: environment.databaseId, caller }
  },
})
