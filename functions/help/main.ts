import { helpRoutes } from '../../contract/help-routes.ts'
import { createArticleCache } from '../articles/article-cache.ts'
import { createFunction } from '../platform/create-function.ts'
import { routesOf } from '../platform/handlers.ts'
import { openRepositories } from '../repositories/repositories.ts'
import { createSettingsCache } from '../sessions/settings-cache.ts'
import { createCallCounter } from './count-calls.ts'
import { helpHandlers } from './handlers.ts'
import type { HelpCall } from './help-call.ts'

const settings = createSettingsCache()
const articles = createArticleCache()
const countCall = createCallCounter()

/** Appwrite's entry to the function `help`. */
export default createFunction<HelpCall>({
  name: 'help',
  routes: routesOf(helpRoutes, helpHandlers),
  prepare: (environment, _headers, reportError) => {
    const repositories = openRepositories(environment)
    return {
      settings: () => settings.read(repositories, Date.now()),
      libraryOf: (corpora) => articles(repositories, corpora, Date.now(), reportError),
      count: () => countCall(environment.clientIp, Date.now()),
    }
  },
})
