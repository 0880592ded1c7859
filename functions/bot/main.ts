import { readRow } from '../../contract/read-row.ts'
import { Refusal } from '../../contract/refusal.ts'
import { turnColumns } from '../../contract/tables/turns.ts'
import { createFunction } from '../platform/create-function.ts'
import { openRepositories } from '../repositories/repositories.ts'
import { createSettingsCache } from '../sessions/settings-cache.ts'
import { createArticleCache } from '../articles/article-cache.ts'
import { createSearch } from './search.ts'
import { createBesideTheLine } from './beside-the-line.ts'
import type { BotCall } from './bot-call.ts'
import { readModel } from './model/model.ts'
import { takeTurn } from './take-turn.ts'

const settings = createSettingsCache()
const articles = createArticleCache()
const model = readModel(process.env)
const besideTheLine = createBesideTheLine()

/** Appwrite's entry to the function `bot`: the creation of a row in `turns` starts it, and the row is the body. */
export default createFunction<BotCall>({
  name: 'bot',
  routes: [
    {
      method: 'POST',
      pattern: '/',
      run: async ({ body }, call) => {
        const turn = readRow(turnColumns, body)
        if (turn === null) throw new Refusal('body_invalid', { details: [{ at: '', problem: 'is no turn' }] })
        return takeTurn(call, turn)
      },
    },
  ],
  prepare: (environment, _headers, reportError) => {
    const repositories = openRepositories(environment)
    return {
      repositories,
      searchIn: (corpora) => createSearch(() => articles(repositories, corpora, Date.now(), reportError)),
      model,
      besideTheLine,
      settings: () => settings.read(repositories, Date.now()),
      reportError,
    }
  },
})
