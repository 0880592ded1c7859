import { createFunction } from '../platform/create-function.ts'
import { openRepositories } from '../repositories/repositories.ts'
import { createArticleCache } from './article-cache.ts'
import type { ChatCall } from './chat-call.ts'
import { chatRoutes } from './routes.ts'
import { createSessionOwners } from './session-owners.ts'
import { createSettingsCache } from './site-settings.ts'

const readSettings = createSettingsCache()

/** Appwrite's entry to the function `chat`. */
export default createFunction<ChatCall>({
  name: 'chat',
  routes: chatRoutes({ owners: createSessionOwners(), articles: createArticleCache() }),
  prepare: (environment, _headers, reportError) => {
    const repositories = openRepositories(environment)
    return {
      repositories,
      databaseId: environment.databaseId,
      userId: environment.userId,
      settings: () => readSettings(repositories, Date.now()),
      reportError,
    }
  },
})
