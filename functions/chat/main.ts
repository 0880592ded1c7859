import { chatRoutes } from '../../contract/chat-routes.ts'
import { createFunction } from '../platform/create-function.ts'
import { routesOf } from '../platform/handlers.ts'
import { openRepositories } from '../repositories/repositories.ts'
import { createRateLimiter } from '../sessions/rate-limit.ts'
import { createSettingsCache } from '../sessions/settings-cache.ts'
import type { ChatCall } from './chat-call.ts'
import { chatHandlers } from './handlers.ts'
import { createHotSessions } from './hot-sessions.ts'
import { createWaitCache } from './wait.ts'

const settings = createSettingsCache()
const readWait = createWaitCache()

/** Appwrite's entry to the function `chat`. */
export default createFunction<ChatCall>({
  name: 'chat',
  routes: routesOf(chatRoutes, chatHandlers(createHotSessions(), createRateLimiter())),
  prepare: (environment, _headers, reportError) => {
    const repositories = openRepositories(environment)
    const readSettings = () => settings.read(repositories, Date.now())
    return {
      repositories,
      databaseId: environment.databaseId,
      projectId: environment.projectId,
      userId: environment.userId,
      clientIp: environment.clientIp,
      rememberedSettings: () => settings.remembered(Date.now()),
      settings: readSettings,
      wait: () => readWait({ repositories, settings: readSettings, reportError }, new Date()),
      reportError,
    }
  },
})
