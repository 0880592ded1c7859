import * as z from 'zod/mini'
import { createFunction } from '../platform/create-function.ts'
import { parseBody } from '../platform/parse-input.ts'
import { openRepositories, type Repositories } from '../repositories/repositories.ts'
import { answerLost } from './answer-lost.ts'
import { applyRetention } from './apply-retention.ts'
import { expireIdle } from './expire-idle.ts'
import { repairCounters } from './repair-counters.ts'

/** `{"all": true}` looks at every session's counter; the schedule sends an empty body. */
const UpkeepRequest = z.object({ all: z.optional(z.boolean()) })

/** Appwrite's entry to the function `upkeep`. Running it twice changes nothing the second time. */
export default createFunction<Repositories>({
  name: 'upkeep',
  routes: [
    {
      method: 'POST',
      pattern: '/',
      run: async ({ body }, repositories) => {
        const { all } = parseBody(UpkeepRequest, body)
        const now = new Date()
        return {
          answered: await answerLost(repositories, now),
          expired: await expireIdle(repositories, now),
          removed: await applyRetention(repositories, now),
          repaired: await repairCounters(repositories, now, all ?? false),
        }
      },
    },
  ],
  prepare: (environment) => openRepositories(environment),
})
