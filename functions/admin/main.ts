import { createFunction } from '../platform/create-function.ts'
import { openRepositories } from '../repositories/repositories.ts'
import type { AdminCall } from './admin-call.ts'
import { authenticate } from './authenticate.ts'
import { adminRoutes } from './routes.ts'

/** Appwrite's entry to the function `admin`. */
export default createFunction<AdminCall>({
  name: 'admin',
  routes: adminRoutes,
  prepare: async (environment, headers) => {
    const repositories = openRepositories(environment)
    const presented = { authorization: headers['authorization'] ?? null, userId: environment.userId }
    const caller = await authenticate(presented, process.env['ADMIN_SECRET'] || null, repositories.agents)
    return { repositories, databaseId: environment.databaseId, caller }
  },
})
